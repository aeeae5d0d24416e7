// Where a person writes: text, files, sample photos, commands, paste and drop.

import * as api from "./api.js";
import { el, icon } from "./dom.js";
import { summary } from "./bubble.js";
import { language, t } from "./text.js";

export class Composer {
  #reply = null;

  constructor(column) {
    this.column = column;
    this.input = el("textarea", { rows: 1, placeholder: t("placeholder"), "aria-label": t("placeholder"), maxlength: 4096,
      onkeydown: (event) => this.#key(event), oninput: () => this.#changed(), onpaste: (event) => this.#paste(event) });
    this.picker = el("input", { type: "file", accept: "image/*", multiple: true, hidden: true, tabindex: "-1", "aria-label": t("attach"),
      onchange: () => this.#picked() });
    this.replying = el("div", { class: "replying", hidden: true });
    this.tray = el("div", { class: "tray", hidden: true });
    this.node = el("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.replying, this.tray,
      el("div", { class: "line" },
        this.#tool("slash", "commands", () => this.#show(this.#commands(""))),
        this.#tool("shirt", "samples", () => this.#showSamples()),
        this.#tool("clip", "attach", () => this.picker.click()),
        this.picker, this.input,
        el("button", { class: "send", "aria-label": t("send"), title: t("send") }, icon("send"))));
  }

  replyTo(message) {
    this.#reply = message;
    this.replying.replaceChildren(
      el("span", {}, `${t("replyingTo")}: `), summary(message),
      el("button", { type: "button", "aria-label": t("stopReply"), title: t("stopReply"), onclick: () => this.#stopReply() }, "✕"));
    this.replying.hidden = false;
    this.input.focus();
  }

  async sendFiles(files) {
    const pictures = files.filter((file) => file.type.startsWith("image/"));
    const kind = pictures.length === files.length && files.every((file) => /jpeg|png|webp/.test(file.type)) ? "photo" : "document";
    const caption = this.input.value.trim();
    await this.column.attempt(() =>
      api.sendFiles(this.column.bot.id, this.column.chatId, this.column.person.id, kind, files, caption, this.#reply?.message_id));
    this.#clear();
  }

  #tool(sign, name, onclick) {
    return el("button", { type: "button", class: "tool", "aria-label": t(name), title: t(name), onclick }, icon(sign));
  }

  #submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (!text.trim()) return;
    this.column.say(text, this.#reply?.message_id);
    this.#clear();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    if (event.key === "Escape") this.#show(null);
  }

  #changed() {
    const text = this.input.value;
    if (/^\/\w*$/.test(text)) this.#show(this.#commands(text.slice(1)), true);
    else this.#show(null);
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

  #commands(start) {
    const known = this.column.bot.commands.filter(({ command }) => command.startsWith(start));
    if (!known.length) return null;
    return el("ul", { class: "commands" }, ...known.map(({ command, description }) => el("li", {},
      el("button", { type: "button", onclick: () => { this.column.say(`/${command}`); this.#clear(); } },
        el("b", {}, `/${command}`), ` ${description}`))));
  }

  async #showSamples() {
    const samples = await api.samples();
    this.#show(el("div", { class: "samples" }, ...samples.map((sample) => sampleButton(sample, this.column))));
  }

  #show(content, stays = false) {
    const same = !stays && content && this.tray.firstChild?.className === content.className && !this.tray.hidden;
    this.tray.replaceChildren(...(content && !same ? [content] : []));
    this.tray.hidden = !content || same;
  }

  #stopReply() {
    this.#reply = null;
    this.replying.hidden = true;
  }

  #clear() {
    this.input.value = "";
    this.#show(null);
    this.#stopReply();
  }
}

export function sampleButton(sample, column) {
  const title = language() === "ko" ? sample.title_ko : sample.title_en;
  return el("button", { type: "button", class: "sample", onclick: () => sendSample(sample, column) },
    el("img", { src: api.sampleUrl(sample.name), alt: "", width: 96, height: 96, loading: "lazy" }), el("span", {}, title));
}

async function sendSample(sample, column) {
  const response = await fetch(api.sampleUrl(sample.name));
  const blob = await response.blob();
  column.composer.sendFiles([new File([blob], sample.name, { type: blob.type })]);
}
