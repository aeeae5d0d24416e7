// Everything the page knows: bots, people, chats and their messages, kept up to date by events.

import * as api from "./api.js";

export class Town extends EventTarget {
  bots = [];
  people = [];
  chats = [];
  calls = [];
  messages = new Map();

  get bot() {
    return this.bots.at(-1);
  }

  async load() {
    const state = await api.state();
    Object.assign(this, { bots: state.bots, people: state.people, chats: state.chats, calls: state.calls });
    this.messages = new Map();
    for (const message of state.messages) this.#keep(message);
    this.#tell("loaded");
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  chat(id) {
    return this.chats.find((chat) => chat.id === id);
  }

  history(chatId) {
    const kept = this.messages.get(chatId);
    return kept ? [...kept.values()].sort((a, b) => a.message_id - b.message_id) : [];
  }

  message(chatId, messageId) {
    return this.messages.get(chatId)?.get(messageId);
  }

  receive(event) {
    if (event.event === "message" || event.event === "edited") {
      this.#keep({ ...event.message, bot_id: event.bot_id });
    } else if (event.event === "deleted") {
      this.messages.get(event.chat_id)?.delete(event.message_id);
    } else if (event.event === "call") {
      this.calls = [...this.calls, event].slice(-200);
    } else if (event.event === "bot" || event.event === "reset") {
      return this.load();
    }
    this.#tell(event.event, event);
  }

  #keep(message) {
    const chatId = message.chat.id;
    if (!this.messages.has(chatId)) this.messages.set(chatId, new Map());
    this.messages.get(chatId).set(message.message_id, message);
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
    this.dispatchEvent(new CustomEvent("any", { detail: { ...detail, event: name } }));
  }
}
