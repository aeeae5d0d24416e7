// What opens over the composer: the command menu and the sample photos.

import * as api from "./api.js";
import { el } from "./dom.js";
import { sampleButton } from "./samples.js";

export class Tray {
  #open = "";
  #turn = 0;

  constructor(composer) {
    this.composer = composer;
    this.node = el("div", { class: "tray", hidden: true });
  }

  toggleCommands() {
    return this.#open === "commands" ? this.close() : this.#show("commands", this.#commands(""));
  }

  toggleSamples() {
    return this.#open === "samples" ? this.close() : this.#show("samples", this.#samples());
  }

  // Whoever begins a command is shown those that begin so.
  suggest(text) {
    if (/^\/\w*$/.test(text)) this.#show("commands", this.#commands(text.slice(1)));
    else this.close();
  }

  close() {
    if (this.node.contains(document.activeElement)) this.composer.column.log.focus();
    this.#turn += 1;
    this.#open = "";
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  // What was asked for earlier and comes later is not shown any more.
  async #show(kind, drawing) {
    const turn = ++this.#turn;
    this.#open = kind;
    const nodes = await drawing;
    if (turn !== this.#turn) return;
    if (!nodes.length) return this.close();
    this.node.replaceChildren(el(kind === "commands" ? "ul" : "div", { class: kind }, ...nodes));
    this.node.hidden = false;
  }

  async #commands(start) {
    const known = await this.composer.column.commands();
    return known.filter(({ command }) => command.startsWith(start)).map(({ command, description }) =>
      el("li", {}, el("button", { type: "button", dir: "auto", onclick: () => this.composer.sendCommand(command) },
        el("b", {}, `/${command}`), ` ${description}`)));
  }

  async #samples() {
    return (await api.samples()).map((sample) => sampleButton(sample, this.composer));
  }
}
