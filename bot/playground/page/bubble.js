// One message, or one album of them, as a bubble with its keyboard.

import * as api from "./api.js";
import { clock, el, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { t } from "./text.js";

export function bubble(messages, column) {
  const last = messages.at(-1);
  const own = last.from?.id === column.person.id;
  const node = el("article", { class: own ? "message own" : "message", tabindex: "-1", "data-id": last.message_id },
    column.isGroup && !own ? el("strong", { class: "sender" }, last.from.first_name) : null,
    quote(last.reply_to_message),
    pictures(messages, column),
    attachment(last),
    text(messages, column),
    footer(last, column),
  );
  return el("div", { class: "entry" }, node, keyboard(last, column));
}

function quote(message) {
  if (!message) return null;
  return el("blockquote", { class: "quote" }, el("b", {}, message.from.first_name), summary(message));
}

export function summary(message) {
  const words = message.text ?? message.caption ?? (message.photo ? t("photo") : t("document"));
  return el("span", {}, words.length > 60 ? `${words.slice(0, 60)}…` : words);
}

function pictures(messages, column) {
  const photos = messages.filter((message) => message.photo);
  if (!photos.length) return null;
  const shown = photos.map((message) => ({
    message, url: api.fileUrl(message.bot_id, message.photo.at(-1).file_id), caption: message.caption ?? "",
  }));
  const tiles = shown.map(({ url, message }, place) =>
    el("button", { type: "button", class: "picture", "aria-label": t("picture")(place + 1), onclick: () => column.view(shown, place) },
      el("img", { src: url, alt: message.caption ?? "", loading: "lazy", decoding: "async",
        width: message.photo.at(-1).width, height: message.photo.at(-1).height })));
  return el("div", { class: `album n${Math.min(photos.length, 10)}` }, ...tiles);
}

function attachment(message) {
  if (!message.document) return null;
  const { file_name = t("document"), file_size = 0 } = message.document;
  return el("p", { class: "document" }, icon("file"), `${file_name} · ${Math.ceil(file_size / 1024)} kB`);
}

function text(messages, column) {
  const spoken = messages.length === 1 ? messages : messages.filter((message) => message.caption).slice(0, 1);
  if (messages.length > 1 && messages.filter((message) => message.caption).length > 1) return null;
  const [message] = spoken;
  const words = message?.text ?? message?.caption;
  if (!words) return null;
  const entities = message.entities ?? message.caption_entities;
  return el("p", { class: "text" }, ...formatted(words, entities, (command) => column.say(command)));
}

function footer(message, column) {
  return el("footer", {},
    el("button", { type: "button", class: "reply", "aria-label": t("reply"), title: t("reply"), onclick: () => column.replyTo(message) }, icon("reply")),
    message.edit_date ? el("span", {}, t("edited")) : null,
    el("time", {}, clock(message.date)));
}

function keyboard(message, column) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keyboard" },
    ...rows.map((row) => el("div", { class: "row" }, ...row.map((button) => key(message, button, column)))));
}

function key(message, button, column) {
  if (button.url) return el("a", { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  const place = `${message.message_id} ${button.callback_data}`;
  return el("button", { type: "button", class: "key", "data-place": place, "aria-busy": String(column.taps.waits(place)),
    onclick: () => column.tap(place, message, button.callback_data) }, button.text);
}
