// Pictures one at a time, large: arrow keys, buttons, or a swipe.

const dialog = document.getElementById("viewer");
const image = dialog.querySelector("img");
const caption = dialog.querySelector("figcaption");
let pictures = [];
let place = 0;
let touchedAt = null;

export function view(shown, from) {
  pictures = shown;
  show(from);
  dialog.showModal();
}

function show(wanted) {
  place = (wanted + pictures.length) % pictures.length;
  image.src = pictures[place].url;
  image.alt = pictures[place].caption;
  caption.textContent = `${place + 1} / ${pictures.length}   ${pictures[place].caption}`;
  for (const name of [".previous", ".next"]) dialog.querySelector(name).hidden = pictures.length < 2;
}

dialog.querySelector(".close").addEventListener("click", () => dialog.close());
dialog.querySelector(".previous").addEventListener("click", () => show(place - 1));
dialog.querySelector(".next").addEventListener("click", () => show(place + 1));
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") show(place - 1);
  if (event.key === "ArrowRight") show(place + 1);
});
dialog.addEventListener("touchstart", (event) => { touchedAt = event.touches[0].clientX; }, { passive: true });
dialog.addEventListener("touchend", (event) => {
  const moved = event.changedTouches[0].clientX - touchedAt;
  if (Math.abs(moved) > 40) show(place + (moved < 0 ? 1 : -1));
});
