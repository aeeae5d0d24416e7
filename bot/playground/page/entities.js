// A message's text with its entities (UTF-16 offsets, as JavaScript counts) as nodes.

import { el } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

export function formatted(text, entities = [], onCommand = () => {}) {
  const outer = entities.filter((e) => !entities.some((o) => o !== e && contains(o, e)));
  const nodes = [];
  let end = 0;
  for (const entity of outer.sort((a, b) => a.offset - b.offset)) {
    nodes.push(text.slice(end, entity.offset), node(text, entity, entities, onCommand));
    end = entity.offset + entity.length;
  }
  return [...nodes, text.slice(end)].filter((part) => part !== "");
}

function contains(outer, inner) {
  const within = outer.offset <= inner.offset && outer.offset + outer.length >= inner.offset + inner.length;
  return within && outer.length > inner.length;
}

function node(text, entity, entities, onCommand) {
  const part = text.slice(entity.offset, entity.offset + entity.length);
  const inner = entities
    .filter((other) => contains(entity, other))
    .map((other) => ({ ...other, offset: other.offset - entity.offset }));
  const children = formatted(part, inner, onCommand);
  if (entity.type === "bot_command") {
    return el("button", { type: "button", class: "link", onclick: () => onCommand(part) }, part);
  }
  const href = entity.type === "text_link" ? entity.url : entity.type === "url" ? part : "";
  if (/^https?:\/\//.test(href)) {
    return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  }
  return el(TAGS[entity.type] ?? "span", {}, ...children);
}
