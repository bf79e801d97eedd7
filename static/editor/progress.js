// Shows the result as it comes: asks for the page again while something in it is waiting.
"use strict";

const EVERY = 1500;

const look = async () => {
  const shown = document.querySelector("[data-progress]");
  if (!shown || !shown.hasAttribute("data-waiting")) return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (now) shown.replaceWith(document.importNode(now, true));
  } catch {
    // The next look may reach the server again.
  }
  setTimeout(look, EVERY);
};

setTimeout(look, EVERY);
