"use strict";

// Django's administration, and the drop-downs that it brings, leave some controls without a name that
// a screen reader could tell: those in rows of a table, halves of a moment, drop-downs with a search.
{
  const nearestLabel = (control) => {
    for (let box = control.parentElement; box && !box.matches("form"); box = box.parentElement) {
      const label = box.querySelector("label, legend");
      if (label) return label;
    }
    return null;
  };

  const nameOf = (control) => {
    const cell = control.closest("tr.form-row td");
    const field = cell?.className.match(/field-(\w+)/)?.[1];
    const head = field
      ? cell.closest("table").querySelector(`thead .column-${field}`)
      : cell?.closest("table").querySelector("thead th:last-child");
    const label = head ?? nearestLabel(control);
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
      for (const part of shown.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
        part.setAttribute("aria-label", name);
        part.removeAttribute("aria-labelledby");
      }
      for (const list of shown.querySelectorAll("ul")) {
        list.setAttribute("role", "group");
        list.setAttribute("aria-label", name);
        for (const item of list.children) item.setAttribute("role", "none");
      }
    }
    const searched = document.querySelector(".select2-selection[aria-expanded=true]")?.getAttribute("aria-label");
    for (const search of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
      if (searched) search.setAttribute("aria-label", searched);
    }
    for (const tip of document.querySelectorAll(".help-tooltip[aria-label]")) tip.setAttribute("role", "img");
  };

  // Drop-downs are drawn when their scripts are ready, rows of a table and lists when they are asked for.
  nameControls();
  new MutationObserver(nameControls).observe(document.body, { childList: true, subtree: true });
}
