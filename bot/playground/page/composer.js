// Where a person writes: text, files, paste and drop. What was typed goes only once it has been sent.

import * as api from "./api.js";
import { el, icon } from "./dom.js";
import { summary } from "./bubble.js";
import { t } from "./text.js";
import { toast } from "./toasts.js";
import { Tray } from "./tray.js";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

export class Composer {
  #reply = null;
  #sending = new Set(); // texts on their way: Enter pressed twice sends once

  constructor(column) {
    this.column = column;
    this.tray = new Tray(this);
    this.input = el("textarea", { rows: 1, "data-label": "placeholder", "data-placeholder": "placeholder", maxlength: MAX_TEXT, dir: "auto",
      onkeydown: (event) => this.#key(event), oninput: () => this.tray.suggest(this.input.value), onpaste: (event) => this.#paste(event) });
    this.picker = el("input", { type: "file", accept: "image/*", multiple: true, hidden: true, tabindex: "-1", "data-label": "attach",
      onchange: () => this.#picked() });
    this.replying = el("div", { class: "replying", hidden: true });
    this.node = el("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.replying, this.tray.node,
      el("div", { class: "line" },
        tool("slash", "commands", () => this.tray.toggleCommands()),
        tool("shirt", "samples", () => this.tray.toggleSamples()),
        tool("clip", "attach", () => this.picker.click()),
        this.picker, this.input,
        el("button", { class: "send", "data-label": "send" }, icon("send"))));
  }

  replyTo(message) {
    this.#reply = message;
    this.#showReply();
    this.input.focus();
  }

  sendFiles(files) {
    const pictures = files.every((file) => /^image\/(jpeg|png|webp)/.test(file.type));
    const caption = this.input.value;
    if ([...caption.trim()].length > MAX_CAPTION) return toast(t("longCaption"), true);
    const { bot, chatId, person } = this.column;
    return this.#deliver(caption, (reply) => this.column.attempt(() =>
      api.sendFiles(bot.id, chatId, person.id, pictures ? "photo" : "document", files, caption.trim(), reply)));
  }

  // A command from the menu stands for the one that was begun; any other text stays.
  sendCommand(command) {
    const begun = /^\/\w*$/.test(this.input.value) ? this.input.value : "";
    return this.#deliver(begun, (reply) => this.column.say(`/${command}`, reply));
  }

  // What a key puts there, for the person to go on with.
  begin(text) {
    this.input.value = text;
    this.input.focus();
  }

  translate() {
    this.tray.close();
    if (this.#reply) this.#showReply();
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (!text.trim() || this.#sending.has(text)) return;
    this.#sending.add(text);
    await this.#deliver(text, (reply) => this.column.say(text, reply));
    this.#sending.delete(text);
  }

  // What is refused stays, and what is typed or answered meanwhile.
  async #deliver(words, send) {
    const reply = this.#reply;
    this.tray.close();
    if (!(await send(reply?.message_id))) return;
    if (words && this.input.value.startsWith(words)) this.input.value = this.input.value.slice(words.length);
    if (this.#reply === reply) this.#stopReply();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    if (event.key === "Escape") this.tray.close();
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.sendFiles(files);
  }

  #picked() {
    this.sendFiles([...this.picker.files]);
    this.picker.value = "";
  }

  #showReply() {
    this.replying.replaceChildren(
      el("span", {}, `${t("replyingTo")}: `), summary(this.#reply),
      el("button", { type: "button", "aria-label": t("stopReply"), title: t("stopReply"), onclick: () => this.#stopReply() }, "✕"));
    this.replying.hidden = false;
  }

  #stopReply() {
    this.#reply = null;
    this.replying.hidden = true;
  }
}

function tool(sign, name, onclick) {
  return el("button", { type: "button", class: "tool", "data-label": name, onclick }, icon(sign));
}
