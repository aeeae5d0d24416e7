// The drawer: Bot API calls going by, with their time and what went wrong.

import { el } from "./dom.js";
import { t } from "./text.js";

const drawer = document.getElementById("calls");
const toggle = document.getElementById("calls-toggle");
let polls = false;

export function startDrawer(town) {
  toggle.addEventListener("click", () => {
    drawer.hidden = !drawer.hidden;
    toggle.setAttribute("aria-expanded", String(!drawer.hidden));
    document.body.classList.toggle("with-calls", !drawer.hidden);
    show(town);
  });
  town.addEventListener("call", () => show(town));
  town.addEventListener("loaded", () => show(town));
}

export function show(town) {
  if (drawer.hidden) return;
  const calls = town.calls.filter(({ method }) => polls || method !== "getUpdates");
  drawer.replaceChildren(
    el("label", {}, el("input", { type: "checkbox", checked: polls, onchange: (event) => { polls = event.target.checked; show(town); } }),
      t("showPolls")),
    el("ol", { tabindex: "0", "aria-label": t("calls") }, ...calls.reverse().map(line)));
}

function line({ method, ms, status, description }) {
  return el("li", { class: status < 400 ? "" : "failed" },
    el("code", {}, method), el("span", {}, `${Math.round(ms)} ms`), el("b", {}, status),
    description && status >= 400 ? el("p", {}, description) : null);
}
