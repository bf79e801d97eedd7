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
    if (detail.elt?.id !== "filters") return;
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
    if (detail.target?.id !== "list") return;
    before = {
      folded: document.getElementById("filters-fold")?.open,
      shut: facets().filter((one) => !one.open).map((one) => one.id),
      open: facets().filter((one) => one.open).map((one) => one.id),
      scrolls: facets().map((one) => [one.id, one.querySelector(".facet-options")?.scrollTop]),
    };
  });
  document.addEventListener("htmx:afterSwap", ({detail}) => {
    if (detail.target?.id !== "list" || !before) return;
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
  // --- Who presses a button of the form is led to what came of it, unless it is in view already.
  // The way there is as smooth as the stylesheet, and with it the reader, has it.
  const leadsThere = (request) => {
    const isPressed = request?.elt.id === "filters" && request.triggeringEvent?.type === "submit";
    return isPressed || Boolean(request?.elt.closest?.(".quarters"));
  };
  const isInView = (element) => {
    const {top, bottom} = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  };
  const isFoldedAway = () => {
    const fold = document.getElementById("filters-fold");
    return getComputedStyle(fold.firstElementChild).display !== "none";
  };
  document.addEventListener("htmx:beforeRequest", ({detail}) => {
    if (leadsThere(detail.requestConfig) && isFoldedAway()) {
      document.getElementById("filters-fold").open = false;
    }
  });
  document.addEventListener("htmx:afterSettle", ({detail}) => {
    if (!leadsThere(detail.requestConfig)) return;
    const told = document.querySelector("#list .problems") ?? document.getElementById("count");
    if (!told || isInView(told)) return;
    const place = told.id === "count" ? document.getElementById("results") : told;
    place.scrollIntoView();
    place.focus({preventScroll: true});
  });
  // Where nothing came back, the browser goes there itself and tells why.
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, ({detail}) => {
      if (detail.target?.id === "list") location.assign(detail.pathInfo.finalRequestPath);
    });
  }

  // --- A stretch of time, drawn over the columns; under the pointer each tells its number.
  const isRightToLeft = () => document.documentElement.dir === "rtl";
  const columnAt = (svg, x) => {
    const box = svg.getBoundingClientRect();
    const size = svg.dataset.counts.split(" ").length;
    const part = Math.min(Math.max((x - box.left) / box.width, 0), 0.9999);
    return Math.floor((isRightToLeft() ? 1 - part : part) * size);
  };
  const dayAt = (svg, column, day = 1) => {
    const [year, month] = svg.dataset.first.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 + column * Number(svg.dataset.step), day));
  };
  const iso = (day) => day.toISOString().slice(0, 10);
  const told = (svg, column) => {
    const step = Number(svg.dataset.step);
    const words = new Intl.DateTimeFormat(document.documentElement.lang, {
      year: "numeric", timeZone: "UTC", numberingSystem: "latn", ...(step < 12 && {month: "long"}),
    });
    const last = dayAt(svg, column + 1, 0);
    return `${words.formatRange(dayAt(svg, column), last)}: ${svg.dataset.counts.split(" ")[column]}`;
  };
  let tallest = null;
  const tell = (words) => {
    const place = document.getElementById("histogram-told");
    tallest ??= place.textContent;
    place.textContent = words;
    return words;
  };
  document.addEventListener("pointerout", (event) => {
    if (event.target.closest?.(".histogram-columns") && tallest) tell(tallest);
  });
  document.addEventListener("htmx:beforeSwap", () => { tallest = null; });
  let drawing = null;
  const paint = () => {
    const {svg, from, to} = drawing;
    const size = svg.dataset.counts.split(" ").length;
    const width = svg.viewBox.baseVal.width / size;
    const [a, b] = [Math.min(from, to), Math.max(from, to)];
    const rect = svg.querySelector(".stretch-drawn");
    rect.setAttribute("x", (isRightToLeft() ? size - 1 - b : a) * width);
    rect.setAttribute("width", (b - a + 1) * width);
  };
  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.(".histogram-columns");
    if (!svg || event.button !== 0) return;
    event.preventDefault();
    const column = columnAt(svg, event.clientX);
    drawing = {svg, from: column, to: column};
    svg.setPointerCapture(event.pointerId);
    paint();
  });
  document.addEventListener("pointermove", (event) => {
    const svg = drawing?.svg ?? event.target.closest?.(".histogram-columns");
    if (!svg) return;
    const column = columnAt(svg, event.clientX);
    svg.querySelector("title").textContent = tell(told(svg, column));
    if (!drawing) return;
    drawing.to = column;
    paint();
  });
  document.addEventListener("pointerup", () => {
    if (!drawing) return;
    const {svg, from, to} = drawing;
    drawing = null;
    document.getElementById("date-date_after").value = iso(dayAt(svg, Math.min(from, to)));
    document.getElementById("date-date_before").value = iso(dayAt(svg, Math.max(from, to) + 1, 0));
    form().requestSubmit();
  });
  document.addEventListener("pointercancel", () => {
    drawing?.svg.querySelector(".stretch-drawn").setAttribute("width", 0);
    drawing = null;
  });
}
