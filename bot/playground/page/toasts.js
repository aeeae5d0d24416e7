// Short words of the bot over the chat: toasts, and alerts that wait for a tap.

import { el } from "./dom.js";

const SHOWN = 4_000;
const toasts = document.getElementById("toasts");
const alertDialog = document.getElementById("alert");

export function toast(text, isError = false) {
  const node = el("p", { class: isError ? "toast error" : "toast" }, text);
  toasts.append(node);
  setTimeout(() => node.remove(), SHOWN);
}

export function tellAlert(text) {
  alertDialog.querySelector("p").textContent = text;
  alertDialog.showModal();
}

export function ask(question, suggestion) {
  const dialog = document.getElementById("ask");
  const input = dialog.querySelector("input");
  dialog.querySelector("span").textContent = question;
  input.value = suggestion;
  input.parentElement.classList.toggle("bare", suggestion === null);
  dialog.returnValue = "";
  dialog.showModal();
  if (suggestion !== null) input.select();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "ok" ? input.value.trim() || "ok" : null);
  });
}
