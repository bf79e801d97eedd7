// What htmx does not do by itself: facets stay as the reader left them, a stretch of time is
// chosen by drawing over it, the number of rows is told. The list works without all of this.
"use strict";
{
  const list = () => document.getElementById("list");
  const form = () => document.getElementById("filters");

  // --- What is not asked for stays out of the address, also where htmx is not at work.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "filters") return;
    for (const input of event.target.elements) {
      if (input.name && input.value === "") input.disabled = true;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const input of form()?.elements ?? []) input.disabled = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".facet-find")) event.preventDefault();
  });
  document.addEventListener("htmx:configRequest", ({detail}) => {
    if (detail.elt.id !== "filters") return;
    for (const [name, value] of [...detail.formData.entries()]) {
      if (value === "" || name.startsWith("find_")) detail.formData.delete(name);
    }
    for (const name of opened()) detail.formData.append("open", name);
  });

  // --- Facets stay open, shut and scrolled as they were.
  const facets = () => [...(list()?.querySelectorAll(".facet") ?? [])];
  const nameOf = (facet) => facet.id.replace("filter-", "");
  const opened = () => facets().filter((one) => one.open && one.dataset.folded === "").map(nameOf);
  let before = null;
  document.addEventListener("htmx:beforeSwap", ({detail}) => {
    if (detail.target.id !== "list") return;
    before = {
      folded: document.getElementById("filters-fold")?.open,
      shut: facets().filter((one) => !one.open).map((one) => one.id),
      open: facets().filter((one) => one.open).map((one) => one.id),
      scrolls: facets().map((one) => [one.id, one.querySelector(".facet-options")?.scrollTop]),
    };
  });
  document.addEventListener("htmx:afterSwap", ({detail}) => {
    if (detail.target.id !== "list" || !before) return;
    const fold = document.getElementById("filters-fold");
    if (fold && before.folded) fold.open = true;
    for (const facet of facets()) {
      if (before.shut.includes(facet.id) && !facet.querySelector("input:checked")) facet.open = false;
      if (before.open.includes(facet.id)) facet.open = true;
    }
    for (const [id, top] of before.scrolls) {
      const options = document.getElementById(id)?.querySelector(".facet-options");
      if (options && top) options.scrollTop = top;
    }
    before = null;
  });

  // --- After a change: the number of rows is told, the other languages lead to the same list.
  const settled = () => {
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
    const count = document.getElementById("count");
    const said = document.getElementById("announced");
    if (said) said.textContent = count?.textContent ?? "";
  };
  document.addEventListener("htmx:afterSettle", ({detail}) => {
    if (detail.target?.id === "list" || detail.elt?.id === "list") settled();
  });
  document.addEventListener("htmx:historyRestore", settled);
  document.addEventListener("htmx:afterSwap", ({detail}) => {
    if (detail.requestConfig?.elt.closest?.(".pagination")) {
      document.getElementById("results")?.focus({preventScroll: true});
    }
  });
  // On a narrow page the button leads to what was chosen.
  document.addEventListener("click", (event) => {
    if (event.target.id !== "show") return;
    const fold = document.getElementById("filters-fold");
    if (getComputedStyle(fold.firstElementChild).display === "none") return;
    fold.open = false;
    document.getElementById("results").scrollIntoView();
  });
  // Where nothing came back, the browser goes there itself and tells why.
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, ({detail}) => {
      if (detail.target?.id === "list") location.assign(detail.pathInfo.finalRequestPath);
    });
  }

  // --- A stretch of time, drawn over the columns.
  let drawing = null;
  const columnAt = (svg, x) => {
    const columns = [...svg.querySelectorAll("g")];
    return columns.find((one) => {
      const box = one.firstElementChild.nextElementSibling.getBoundingClientRect();
      return x >= box.left && x <= box.right;
    });
  };
  const ends = () => {
    const [a, b] = [drawing.from, drawing.to];
    return a.dataset.first <= b.dataset.first ? [a, b] : [b, a];
  };
  const paint = () => {
    const [a, b] = ends();
    for (const one of drawing.svg.querySelectorAll("g")) {
      const isIn = one.dataset.first >= a.dataset.first && one.dataset.first <= b.dataset.first;
      one.classList.toggle("is-in", isIn);
    }
  };
  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.(".histogram-columns");
    const column = svg && event.button === 0 && columnAt(svg, event.clientX);
    if (!column) return;
    event.preventDefault();
    drawing = {svg, from: column, to: column};
    svg.setPointerCapture(event.pointerId);
    paint();
  });
  document.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    drawing.to = columnAt(drawing.svg, event.clientX) ?? drawing.to;
    paint();
  });
  document.addEventListener("pointerup", () => {
    if (!drawing) return;
    const [a, b] = ends();
    drawing = null;
    document.getElementById("date-date_after").value = a.dataset.first;
    document.getElementById("date-date_before").value = b.dataset.last;
    form().requestSubmit();
  });
  document.addEventListener("pointercancel", () => { drawing = null; });
}
