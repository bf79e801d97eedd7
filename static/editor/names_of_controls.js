"use strict";

// Django's administration, and the drop-downs that it brings, leave some controls without a name that
// a screen reader could tell: those in rows of a table, halves of a moment, drop-downs with a search.
{
  const nameOf = (control) => {
    const cell = control.closest("tr.form-row td");
    const field = cell?.className.match(/field-(\w+)/)?.[1];
    const head = field
      ? cell.closest("table").querySelector(`thead .column-${field}`)
      : cell?.closest("table").querySelector("thead th:last-child");
    const label = head ?? control.closest(".form-row, .fieldBox, form p, form div")?.querySelector("label, legend");
    return label?.textContent.replace(/\s+/g, " ").replace(/[\s:?]+$/, "").trim();
  };

  const isNamed = (control) => control.labels?.length || control.hasAttribute("aria-label");

  const nameControls = () => {
    for (const control of document.querySelectorAll("form input:not([type=hidden]), form select, form textarea")) {
      const name = isNamed(control) ? "" : nameOf(control);
      if (name) control.setAttribute("aria-label", name);
    }
    for (const shown of document.querySelectorAll(".select2-container")) {
      const select = shown.previousElementSibling;
      const name = select?.labels?.[0]?.textContent.replace(/[\s:?]+$/, "").trim() || select?.getAttribute("aria-label");
      if (!name) continue;
      for (const part of shown.querySelectorAll("[role=combobox], [role=textbox]")) {
        part.setAttribute("aria-label", name);
        part.removeAttribute("aria-labelledby");
      }
      for (const part of shown.querySelectorAll("ul, ul > li")) part.setAttribute("role", "none");
    }
    for (const tip of document.querySelectorAll(".help-tooltip[aria-label]")) tip.setAttribute("role", "img");
  };

  window.addEventListener("load", nameControls);
  document.addEventListener("formset:added", () => setTimeout(nameControls));
}
