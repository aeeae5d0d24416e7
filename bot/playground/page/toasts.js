// Short words of the bot over the chat: toasts, and alerts that wait for a tap.

import { el } from "./dom.js";

const SHOWN = 4_000;
const toasts = document.getElementById("toasts");
const alertDialog = document.getElementById("alert");
const askDialog = document.getElementById("ask");
const answer = askDialog.querySelector("input");

export function toast(text, isError = false) {
  const node = el("p", { class: isError ? "toast error" : "toast", dir: "auto" }, text);
  toasts.append(node);
  setTimeout(() => node.remove(), SHOWN);
}

export function tellAlert(text) {
  alertDialog.querySelector("p").textContent = text;
  alertDialog.showModal();
}

// The words typed; of a question without a suggestion, which only asks for a yes, "ok"; nothing for a no.
export function ask(question, suggestion) {
  answer.labels[0].querySelector("span").textContent = question;
  answer.value = suggestion ?? "ok";
  answer.hidden = suggestion === null;
  askDialog.returnValue = "";
  askDialog.showModal();
  if (suggestion !== null) answer.select();
  return new Promise((resolve) => {
    askDialog.onclose = () => resolve(askDialog.returnValue === "ok" ? answer.value.trim() : null);
  });
}

askDialog.querySelector("[type=button]").addEventListener("click", () => askDialog.close());
