// The article beside the form: shows the statement first, and puts selected words into the form.
"use strict";

const text = document.querySelector(".beside .article-text");

if (text) {
  const mark = text.querySelector(".is-content");
  if (mark) {
    text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - 60;
  }

  const take = document.querySelector(".beside .take");
  let words = "";

  const selected = () => {
    const selection = document.getSelection();
    return selection.rangeCount && text.contains(selection.anchorNode) && text.contains(selection.focusNode)
      ? selection.toString().trim().replace(/\n+/g, "\n")
      : "";
  };

  if (take) {
    document.addEventListener("selectionchange", () => {
      const now = selected();
      // Pressing a button must not lose what was selected a moment before.
      if (now) {
        words = now;
        take.hidden = false;
      }
    });
    for (const button of take.querySelectorAll("[data-take]")) {
      button.addEventListener("click", () => {
        const field = document.getElementById(`id_${button.dataset.take}`);
        field.value = words;
        field.focus();
      });
    }
  }
}
