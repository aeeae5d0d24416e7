// A message's text with its entities (UTF-16 offsets, as JavaScript counts) as nodes.

import { el } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

export function formatted(text, entities = [], onCommand = () => {}) {
  const outerFirst = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(text, 0, text.length, outerFirst, onCommand);
}

// Takes from `entities` those that begin before `end`; of two over the same words the later is the inner one.
function within(text, start, end, entities, onCommand) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const close = Math.min(entity.offset + entity.length, end);
    nodes.push(text.slice(at, entity.offset));
    nodes.push(node(entity, text.slice(entity.offset, close), within(text, entity.offset, close, entities, onCommand), onCommand));
    at = close;
  }
  return [...nodes, text.slice(at, end)].filter((part) => part !== "");
}

function node({ type, url }, words, children, onCommand) {
  if (type === "bot_command") return el("button", { type: "button", class: "link", onclick: () => onCommand(words) }, ...children);
  const href = type === "text_link" ? url : type === "url" ? words : "";
  if (/^https?:\/\//.test(href)) return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  return el(TAGS[type] ?? "span", {}, ...children);
}
