// The messages of a column. Only what changed is touched: focus, pictures and the reader's place stay.

import { bubble } from "./bubble.js";
import { el } from "./dom.js";

const NEAR_THE_END = 120;

export class Log {
  #entries = new Map(); // id of the first message -> { content, node }
  #following = true;
  #newest = 0;

  constructor(column) {
    this.column = column;
    this.list = el("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0",
      onscroll: () => this.#follow(this.#atEnd()) });
    this.more = el("button", { type: "button", class: "primary more", hidden: true, "data-text": "newMessages",
      onclick: () => { this.#toEnd(); this.focus(); } });
    this.node = el("div", { class: "log" }, this.list, this.more);
    // The composer's tray takes room from the list; who read the end goes on doing so.
    new ResizeObserver(() => this.#following && this.#toEnd()).observe(this.list);
  }

  render() {
    const history = this.column.history;
    const arrived = history.filter(({ message_id }) => message_id > this.#newest);
    this.#newest = history.at(-1)?.message_id ?? 0;
    this.#patch(grouped(history));
    if (this.#following || arrived.some(({ from }) => from?.id === this.column.person.id)) this.#toEnd();
    else if (arrived.length) this.more.hidden = false;
  }

  redraw() {
    for (const entry of this.#entries.values()) entry.content = null;
    this.render();
  }

  mark(place, busy) {
    const keys = [...this.list.querySelectorAll(".key")].filter((key) => key.dataset.place === place);
    for (const key of keys) key.setAttribute("aria-busy", String(busy));
  }

  focus() {
    this.list.focus({ preventScroll: true });
  }

  #patch(groups) {
    const kept = new Set(groups.map(keyOf));
    for (const key of this.#entries.keys()) if (!kept.has(key)) this.#remove(key);
    let next = this.list.firstChild;
    for (const group of groups) {
      const node = this.#drawn(group);
      if (node === next) next = next.nextSibling;
      else this.list.insertBefore(node, next);
    }
  }

  #drawn(group) {
    const content = JSON.stringify(group);
    const known = this.#entries.get(keyOf(group));
    if (known?.content === content) return known.node;
    const fresh = group.length ? bubble(group, this.column) : this.column.welcome();
    if (known) freshen(known.node, fresh);
    const node = known?.node ?? fresh;
    this.#entries.set(keyOf(group), { content, node });
    return node;
  }

  #remove(key) {
    const { node } = this.#entries.get(key);
    const focused = node.contains(document.activeElement);
    node.remove();
    this.#entries.delete(key);
    if (focused) this.focus();
  }

  #atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_THE_END;
  }

  #toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.#follow(true);
  }

  #follow(following) {
    this.#following = following;
    if (following) this.more.hidden = true;
  }
}

// Albums are one group; a chat without messages is a group of none, which is drawn as the welcome.
function grouped(history) {
  const groups = [];
  for (const message of history) {
    const album = groups.at(-1);
    if (message.media_group_id && album?.[0].media_group_id === message.media_group_id) album.push(message);
    else groups.push([message]);
  }
  return groups.length ? groups : [[]];
}

const keyOf = ([first]) => first?.message_id ?? "welcome";

// Of an entry too only the part that changed is replaced: a new keyboard does not fetch its pictures again.
function freshen(entry, fresh) {
  const focused = entry.contains(document.activeElement) ? document.activeElement : null;
  const place = stops(entry).indexOf(focused);
  const [old, parts] = [[...entry.children], [...fresh.children]];
  old.forEach((part, n) => {
    if (!parts[n]) part.remove();
    else if (!part.isEqualNode(parts[n])) part.replaceWith(parts[n]);
  });
  entry.append(...parts.slice(old.length));
  if (focused && !focused.isConnected) heir(entry, focused, place).focus({ preventScroll: true });
}

const stops = (entry) => [...entry.querySelectorAll("a, button")];
const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;

// Who takes over the focus of a node that went: what has its name, else what stands in its place.
function heir(entry, gone, place) {
  const heirs = stops(entry);
  return heirs.find((stop) => nameOf(stop) === nameOf(gone)) ?? heirs[place] ?? entry.firstChild;
}
