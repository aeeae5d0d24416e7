// Everything the page knows: bots, people, chats and their messages, kept up to date by events.

import * as api from "./api.js";

const CALLS_KEPT = 200;

export class Town extends EventTarget {
  bots = [];
  people = [];
  chats = [];
  calls = [];
  #messages = new Map(); // bot and chat -> message id -> message
  #loading = null;
  #missed = null; // events that came during a load
  #asking = null;

  get bot() {
    return this.bots.at(-1);
  }

  // Everything anew. Events that come meanwhile are newer than what is on its way, so they wait for it.
  load() {
    this.#missed ??= [];
    const loading = api.state().then(
      (state) => this.#loading === loading ? this.#loaded(state) : this.#loading, // a later load has more
      (error) => { if (this.#loading === loading) this.#catchUp(); throw error; });
    return (this.#loading = loading);
  }

  // Who is there, without what was said.
  refresh() {
    const asking = api.residents().then((state) => asking === this.#asking ? this.#reside(state) : this.#asking);
    return (this.#asking = asking);
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  chat(id) {
    return this.chats.find((chat) => chat.id === id);
  }

  // Each bot has chats of its own, and counts their messages for itself.
  history(chatId) {
    return [...this.#chat(this.bot?.id, chatId).values()].sort((a, b) => a.message_id - b.message_id);
  }

  receive(event) {
    if (this.#missed) return this.#missed.push(event);
    if (event.event === "bot") return this.refresh();
    if (event.event === "message" || event.event === "edited") this.#keep({ ...event.message, bot_id: event.bot_id });
    if (event.event === "deleted") this.#chat(event.bot_id, event.chat_id).delete(event.message_id);
    if (event.event === "call" && !this.#keepCall(event)) return;
    this.#tell(event.event, event);
  }

  #reside({ bots, people, chats }) {
    Object.assign(this, { bots, people, chats });
    this.#tell("residents");
  }

  #loaded({ bots, people, chats, messages, calls }) {
    Object.assign(this, { bots, people, chats, calls });
    this.#messages.clear();
    for (const message of messages) this.#keep(message);
    this.#tell("loaded");
    this.#catchUp();
  }

  #catchUp() {
    const missed = this.#missed;
    this.#missed = null;
    for (const event of missed) this.receive(event);
  }

  #chat(botId, chatId) {
    const place = `${botId} ${chatId}`;
    if (!this.#messages.has(place)) this.#messages.set(place, new Map());
    return this.#messages.get(place);
  }

  #keep(message) {
    this.#chat(message.bot_id, message.chat.id).set(message.message_id, message);
  }

  // A call may be in what was loaded and among the events that waited for it.
  #keepCall({ time, method, ms, status, description }) {
    if (this.calls.some((call) => call.time === time && call.method === method && call.ms === ms)) return false;
    this.calls = [...this.calls, { time, method, ms, status, description }].slice(-CALLS_KEPT);
    return true;
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
    this.dispatchEvent(new CustomEvent("any", { detail: { ...detail, event: name } }));
  }
}
