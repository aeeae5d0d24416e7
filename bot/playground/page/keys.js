// The keyboard under a message: each key does what it is for.

import { el } from "./dom.js";
import { t } from "./text.js";
import { toast } from "./toasts.js";

export function keyboard(message, column) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keyboard" },
    ...rows.map((row) => el("div", { class: "row" }, ...row.map((button) => key(message, button, column)))));
}

function key(message, button, column) {
  if (button.url) return el("a", { ...KEY, href: button.url, target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  if (button.copy_text) return plain(button, () => column.attempt(() => copy(button.copy_text.text)));
  const query = button.switch_inline_query ?? button.switch_inline_query_current_chat;
  if (query !== undefined) return plain(button, () => column.composer.begin(`@${column.bot.username} ${query}`));
  const place = `${message.message_id} ${button.callback_data}`;
  return plain(button, () => column.tap(place, message, button.callback_data),
    { "data-place": place, "aria-busy": String(column.taps.waits(place)) });
}

const KEY = { class: "key", dir: "auto" };

function plain({ text }, onclick, more = {}) {
  return el("button", { type: "button", ...KEY, ...more, onclick }, text);
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(t("copied"));
}
