// The drawer: Bot API calls going by, the newest first, with their time and what went wrong.

import { el } from "./dom.js";

const drawer = document.getElementById("calls");
const toggle = document.getElementById("calls-toggle");
const polls = drawer.querySelector("input");
const list = drawer.querySelector("ol");

export function startDrawer(town) {
  toggle.addEventListener("click", () => {
    drawer.hidden = !drawer.hidden;
    toggle.setAttribute("aria-expanded", String(!drawer.hidden));
    document.body.classList.toggle("with-calls", !drawer.hidden);
    showAll(town);
  });
  polls.addEventListener("change", () => showAll(town));
  town.addEventListener("loaded", () => showAll(town));
  town.addEventListener("call", ({ detail }) => showOne(detail, town));
}

const isShown = ({ method }) => polls.checked || method !== "getUpdates";

function showAll(town) {
  if (!drawer.hidden) list.replaceChildren(...town.calls.filter(isShown).reverse().map(line));
}

// The lines that are there stay, and with them what is read, selected or focused.
function showOne(call, town) {
  if (drawer.hidden || !isShown(call)) return;
  list.prepend(line(call));
  while (list.childElementCount > town.calls.length) list.lastChild.remove();
}

function line({ method, ms, status, description }) {
  return el("li", { class: status < 400 ? "" : "failed" },
    el("code", {}, method), el("span", {}, `${Math.round(ms)} ms`), el("b", {}, status),
    description && status >= 400 ? el("p", {}, description) : null);
}
