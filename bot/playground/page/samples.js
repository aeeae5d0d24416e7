// Photos to try: a button that sends one, as if it had been picked.

import * as api from "./api.js";
import { el } from "./dom.js";
import { language } from "./text.js";

export function sampleButton(sample, composer) {
  const title = language() === "ko" ? sample.title_ko : sample.title_en;
  return el("button", { type: "button", class: "sample", onclick: () => send(sample, composer) },
    el("img", { src: api.sampleUrl(sample.name), alt: "", width: 96, height: 96, loading: "lazy" }), el("span", {}, title));
}

async function send({ name }, composer) {
  const blob = await (await fetch(api.sampleUrl(name))).blob();
  composer.sendFiles([new File([blob], name, { type: blob.type })]);
}
