const key = "codibot-blind", kept = JSON.parse(localStorage.getItem(key) || "{}");
const say = () => { document.getElementById("count").textContent = Object.keys(kept).length };
const mark = (id, side) => document.querySelectorAll(`[data-case="${id}"] .side`).forEach(
  (each, place) => each.classList.toggle("picked", String(place) === side));
const choose = (id, side) => { kept[id] = side; localStorage.setItem(key, JSON.stringify(kept)); mark(id, side); say() };
const reveal = () => {
  const won = { equal: 0 };
  for (const [id, side] of Object.entries(kept)) {
    const name = side === "equal" || !SIDES[id] ? "equal" : SIDES[id][side];
    won[name] = (won[name] || 0) + 1;
  }
  document.getElementById("result").textContent = JSON.stringify(won);
};
Object.entries(kept).forEach(([id, side]) => mark(id, side)); say();
