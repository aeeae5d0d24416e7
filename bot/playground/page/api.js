// What the page asks of the playground; the shapes are in docs/design.md.

async function call(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.description ?? response.statusText);
  return body;
}

const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const chat = (bot, id) => `/api/bots/${bot}/chats/${id}`;

export const state = () => call("/api/state");
export const residents = () => call("/api/state?chat=none"); // bots, people and chats, but no messages
export const samples = () => call("/api/samples").catch(() => []);
export const addPerson = (first_name, language_code) => post("/api/people", { first_name, language_code });
export const addGroup = (title, members) => post("/api/chats", { title, members });
export const reset = () => post("/api/reset", {});
export const say = (bot, id, person, text, reply_to) => post(`${chat(bot, id)}/text`, { person, text, reply_to });
export const tap = (bot, id, person, message_id, data) => post(`${chat(bot, id)}/tap`, { person, message_id, data });
export const commands = (bot, id, person) => call(`${chat(bot, id)}/commands?person=${person}`);
export const fileUrl = (bot, fileId) => `/api/bots/${bot}/files/${encodeURIComponent(fileId)}`;
export const sampleUrl = (name) => `/api/samples/${encodeURIComponent(name)}`;

export function sendFiles(bot, id, person, kind, files, caption, reply_to) {
  const form = new FormData();
  form.set("person", person);
  form.set("kind", kind);
  if (caption) form.set("caption", caption);
  if (reply_to) form.set("reply_to", reply_to);
  for (const file of files) form.append("file", file);
  return call(`${chat(bot, id)}/files`, { method: "POST", body: form });
}

// The line is opened anew by itself after every break; `onOpen` is told each time.
export function listen(onEvent, onOpen, onBreak) {
  const source = new EventSource("/api/events");
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onopen = onOpen;
  source.onerror = onBreak;
}
