// One person's view of one chat: its messages, what is being waited for, and the composer.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { beginning, el } from "./dom.js";
import { Log } from "./log.js";
import { sampleButton } from "./samples.js";
import { Taps } from "./taps.js";
import { t } from "./text.js";
import { toast, tellAlert } from "./toasts.js";
import { view } from "./viewer.js";

const ACTION_SHOWN = 5_000;

export class Column {
  #acting = 0;
  #commands = null;

  constructor(town, person, chatId, onClose) {
    Object.assign(this, { town, person, chatId, view });
    this.log = new Log(this);
    this.taps = new Taps((place, waits) => this.log.mark(place, waits), tell);
    this.name = el("h2", { dir: "auto" });
    this.status = el("p", { class: "status" });
    this.closing = el("button", { type: "button", class: "close", "data-label": "closeColumn", onclick: () => onClose(this) }, "✕");
    this.composer = new Composer(this);
    this.node = el("section", { class: "column",
      ondragover: (event) => this.#drag(event, true), ondragleave: (event) => this.#drag(event, false), ondrop: (event) => this.#drop(event) },
      el("header", {}, this.isGroup
        ? el("span", { class: "avatar", "aria-hidden": "true" }, beginning(this.peer, 1))
        : el("img", { class: "avatar", src: "/page/icon.svg", alt: "", width: 36, height: 36 }),
        el("div", {}, this.name, this.status),
        el("span", { class: "speaker", dir: "auto" }, this.person.first_name),
        this.closing),
      this.log.node,
      el("p", { class: "drop", "data-text": "drop" }),
      this.composer.node);
    this.render();
  }

  get bot() {
    return this.town.bot ?? { id: 0, name: "codibot" };
  }

  get isGroup() {
    return this.chatId !== this.person.id;
  }

  get peer() {
    return this.isGroup ? (this.town.chat(this.chatId)?.title ?? "") : this.bot.name;
  }

  get title() {
    return `${this.peer} · ${this.person.first_name}`;
  }

  get history() {
    return this.town.history(this.chatId);
  }

  render() {
    for (const node of [this.node, this.log.list]) node.setAttribute("aria-label", this.title);
    this.name.textContent = this.peer;
    this.log.render();
    this.#showStatus();
  }

  translate() {
    this.log.redraw();
    this.composer.translate();
    this.#showStatus();
  }

  receive({ event, bot_id, chat_id, message, query_id, ...rest }) {
    if (event === "callback_answer") return this.taps.answered(query_id, rest);
    if (event === "loaded" || event === "residents") return this.#renew();
    if (bot_id !== this.bot.id || (message?.chat.id ?? chat_id) !== this.chatId) return;
    if (event === "action") this.#act(rest.action);
    else {
      if (event === "message" && message.from?.is_bot) this.#act(null);
      this.render();
    }
  }

  say(text, replyTo) {
    return this.attempt(() => api.say(this.bot.id, this.chatId, this.person.id, text, replyTo));
  }

  // As the bot has them for this person here; asked once, and again when the bot has changed.
  commands() {
    this.#commands ??= this.town.bot ? api.commands(this.bot.id, this.chatId, this.person.id).catch(() => []) : [];
    return this.#commands;
  }

  tap(place, message, data) {
    return this.taps.start(place, () =>
      this.attempt(() => api.tap(this.bot.id, this.chatId, this.person.id, message.message_id, data)));
  }

  async attempt(action) {
    try {
      return await action();
    } catch (error) {
      toast(error.message, true);
    }
  }

  welcome() {
    const samples = el("div", { class: "samples" });
    api.samples().then((known) => samples.append(...known.slice(0, 6).map((sample) => sampleButton(sample, this.composer))));
    return el("div", { class: "welcome" }, el("p", {}, t("empty")),
      el("button", { type: "button", class: "primary start", onclick: () => this.say("/start") }, t("start")), samples);
  }

  #renew() {
    this.#commands = null;
    this.render();
  }

  #act(action) {
    clearTimeout(this.#acting);
    this.status.dataset.action = action ?? "";
    this.#showStatus();
    if (action) this.#acting = setTimeout(() => this.#act(null), ACTION_SHOWN);
  }

  #showStatus() {
    const action = this.status.dataset.action;
    const idle = this.town.bot ? `@${this.town.bot.username}` : t("noBot");
    this.status.textContent = action ? t(action.startsWith("upload") ? "sendingPhoto" : "typing") : idle;
  }

  #drag(event, over) {
    event.preventDefault();
    this.node.classList.toggle("dropping", over);
  }

  #drop(event) {
    this.#drag(event, false);
    const files = [...event.dataTransfer.files];
    if (files.length) this.composer.sendFiles(files);
  }
}

function tell({ text, show_alert }) {
  if (text) (show_alert ? tellAlert : toast)(text);
}
