// A button that copies the citation. Without it the citation is one selectable block of text.
"use strict";
{
  const words = document.currentScript?.dataset ?? document.getElementById("copying").dataset;
  const citation = document.getElementById("citation");
  if (citation && navigator.clipboard) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citation.textContent.trim());
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    citation.after(button);
  }
}
