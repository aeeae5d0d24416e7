// The page's table of contents: load the town, open columns, follow events.

import * as api from "./api.js";
import { startDrawer } from "./calls.js";
import { Column } from "./column.js";
import { language, switchLanguage, t, translate } from "./text.js";
import { ask, toast } from "./toasts.js";
import { Town } from "./town.js";

const town = new Town();
const place = document.getElementById("columns");
let columns = [];

async function main() {
  translate(document);
  showTheme(localStorage.getItem("theme"));
  startDrawer(town);
  town.addEventListener("any", ({ detail }) => columns.forEach((column) => column.receive(detail)));
  town.addEventListener("reset", () => location.reload());
  const opened = openTown();
  listenToTools(opened);
  await opened;
}

async function openTown() {
  await followed();
  if (!town.people.length) {
    await api.addPerson(t("names")[0], language());
    await town.refresh();
  }
  openColumns(remembered());
}

// First the line, then what there is: what happens between the two would be missed the other way round.
function followed() {
  let broken = false;
  const lost = () => { if (!broken) toast(t("lost"), true); broken = true; };
  const open = () => { broken = false; return town.load(); };
  return new Promise((resolve) => api.listen((event) => town.receive(event), () => resolve(open()), lost));
}

// Columns that stay open stay as they are, with what was typed and what is waited for in them.
function openColumns(views) {
  const old = columns;
  columns = views.map((view) => old.find((column) => shows(column, view))
    ?? new Column(town, town.person(view.personId), view.chatId, closeColumn));
  for (const column of old) if (!columns.includes(column)) column.node.remove();
  for (const column of columns) {
    column.closing.hidden = columns.length === 1;
    if (!column.node.isConnected) place.append(column.node);
  }
  translate(place);
  localStorage.setItem("views", JSON.stringify(views));
}

const shows = ({ person, chatId }, view) => person.id === view.personId && chatId === view.chatId;

function remembered() {
  const views = JSON.parse(localStorage.getItem("views") ?? "[]");
  const known = views.filter(({ personId, chatId }) => town.person(personId) && town.chat(chatId));
  const first = town.people.find((person) => person.language_code === language()) ?? town.people[0];
  return known.length ? known : [{ personId: first.id, chatId: first.id }];
}

const currentViews = () => columns.map(({ person, chatId }) => ({ personId: person.id, chatId }));

function closeColumn(closed) {
  openColumns(currentViews().filter((_, index) => columns[index] !== closed));
}

async function addPerson() {
  const name = await ask(t("personName"), t("names")[town.people.length % t("names").length]);
  if (!name) return;
  const person = await api.addPerson(name, language());
  await town.refresh();
  openColumns([...currentViews(), { personId: person.id, chatId: person.id }]);
}

async function addGroup() {
  const title = await ask(t("groupName"), "codi");
  if (!title) return;
  const people = [...new Set(columns.map(({ person }) => person.id))];
  const group = await api.addGroup(title, people);
  await town.refresh();
  openColumns([...currentViews(), ...people.map((personId) => ({ personId, chatId: group.id }))]);
}

async function startOver() {
  if (!(await ask(t("forgetAll"), null))) return;
  localStorage.removeItem("views");
  await api.reset(); // every open page hears of it, this one too, and begins anew
}

// A tap before the columns stand waits for them: what it adds would be lost when they come.
function listenToTools(opened) {
  const on = (id, action) => document.getElementById(id).addEventListener("click", () => opened.then(action).catch((error) => toast(error.message, true)));
  on("add-person", addPerson);
  on("add-group", addGroup);
  on("reset", startOver);
  on("theme", () => showTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  on("language", () => {
    switchLanguage();
    translate(document);
    showLanguage();
    columns.forEach((column) => column.translate());
  });
  showLanguage();
}

function showLanguage() {
  document.getElementById("language").textContent = language() === "ko" ? "EN" : "한";
}

function showTheme(wanted) {
  const theme = wanted ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  if (wanted) localStorage.setItem("theme", theme);
}

main();
