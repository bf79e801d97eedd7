// A button beside every citation that copies it. Without it each is one selectable block of text.
"use strict";
{
  const words = document.getElementById("copying").dataset;
  const withButton = (block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.textContent.trim());
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    block.after(button);
  };
  if (navigator.clipboard) document.querySelectorAll("[data-copied-from]").forEach(withButton);
}
