// The queue of proposals: keys go from card to card and press the buttons that are there anyway.
"use strict";

const cards = [...document.querySelectorAll(".pr-card")];
let at = -1;

const go = (to) => {
  at = Math.max(0, Math.min(cards.length - 1, to));
  cards[at]?.focus();
  cards[at]?.scrollIntoView({ block: "nearest" });
};

const KEYS = {
  KeyJ: () => go(at + 1),
  KeyK: () => go(at - 1),
  KeyX: () => cards[at]?.querySelector("[name=pk]")?.click(),
  KeyC: () => cards[at]?.querySelector("[name=accept]")?.click(),
  KeyR: () => cards[at]?.querySelector("[name=decline]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  // Letters that lie elsewhere on French keyboards are not used; on an Arabic one the place counts.
  const code = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  if (!KEYS[code]) return;
  event.preventDefault();
  KEYS[code]();
});

document.addEventListener("focusin", (event) => {
  const card = event.target.closest(".pr-card");
  if (card) at = cards.indexOf(card);
});

if (cards.length) go(0);
