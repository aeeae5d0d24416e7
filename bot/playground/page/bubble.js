// One message, or one album of them, as a bubble with its keyboard.

import * as api from "./api.js";
import { beginning, clock, el, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { keyboard } from "./keys.js";
import { t } from "./text.js";

const QUOTED = 60;

export function bubble(messages, column) {
  const last = messages.at(-1);
  return el("div", { class: "entry" }, service(last) ?? spoken(messages, last, column), keyboard(last, column));
}

function spoken(messages, last, column) {
  const own = last.from?.id === column.person.id;
  return el("article", { class: own ? "message own" : "message", tabindex: "-1", "data-id": last.message_id },
    column.isGroup && !own ? el("strong", { class: "sender", dir: "auto" }, last.from.first_name) : null,
    quote(last.reply_to_message),
    pictures(messages, column),
    documents(messages, column),
    onlyText(messages, column),
    footer(last, column));
}

// What happened to a group, which nobody said.
function service(message) {
  const words = happened(message);
  return words ? el("p", { class: "service", tabindex: "-1", dir: "auto", "data-id": message.message_id }, words) : null;
}

function happened({ from, new_chat_members, migrate_to_chat_id, migrate_from_chat_id }) {
  if (new_chat_members) return t("added")(from.first_name, new_chat_members.map(({ first_name }) => first_name).join(", "));
  return migrate_to_chat_id || migrate_from_chat_id ? t("upgraded") : "";
}

function quote(message) {
  if (!message) return null;
  return el("blockquote", { class: "quote" }, el("b", { dir: "auto" }, message.from.first_name), summary(message));
}

const wordsOf = (message) => message.text ?? message.caption ?? "";

export function summary(message) {
  const words = wordsOf(message) || happened(message) || (message.photo ? t("photo") : t("document"));
  const start = beginning(words, QUOTED);
  return el("span", { dir: "auto" }, start === words ? words : `${start}…`);
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

// Of several captions each stands under its document; those of photos are shown with them in the viewer.
function documents(messages, column) {
  const several = messages.filter(wordsOf).length > 1;
  return messages.filter((message) => message.document).flatMap((message) =>
    [attachment(message.document), several ? paragraph(message, column) : null]);
}

function attachment({ file_name = t("document"), file_size = 0 }) {
  return el("p", { class: "document", dir: "auto" }, icon("file"), `${file_name} · ${Math.ceil(file_size / 1024)} kB`);
}

function onlyText(messages, column) {
  const said = messages.filter(wordsOf);
  return said.length === 1 ? paragraph(said[0], column) : null;
}

function paragraph(message, column) {
  const words = wordsOf(message);
  if (!words) return null;
  const entities = message.entities ?? message.caption_entities;
  return el("p", { class: "text", dir: "auto" }, ...formatted(words, entities, (command) => column.say(command)));
}

function footer(message, column) {
  return el("footer", {},
    el("button", { type: "button", class: "reply", "aria-label": t("reply"), title: t("reply"),
      onclick: () => column.composer.replyTo(message) }, icon("reply")),
    message.edit_date ? el("span", {}, t("edited")) : null,
    el("time", {}, clock(message.date)));
}
