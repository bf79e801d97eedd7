// Short addresses: what is not asked for is left out of the query string. The form works without this.
"use strict";
document.getElementById("filters")?.addEventListener("submit", (event) => {
  for (const input of event.target.elements) {
    if (input.name && input.value === "") input.disabled = true;
  }
});
// Coming back, the browser may show the form as it was left.
window.addEventListener("pageshow", () => {
  for (const input of document.getElementById("filters")?.elements ?? []) input.disabled = false;
});
