// Candidates as one types; without this the button beside the field finds them.
"use strict";

const finder = document.querySelector(".nm-find");
let waiting = 0;
let latest = 0;

finder?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 200);
});

async function find() {
  const mine = ++latest;
  const query = new URLSearchParams(new FormData(finder));
  const response = await fetch(`?${query}`, { credentials: "same-origin" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector(".nm-candidates");
  if (found && mine === latest) document.querySelector(".nm-candidates").replaceWith(found);
}
