// The review workspace: keys, spans by selecting, choices as one types, the next statement without
// loading a page. Everything here presses buttons and fills fields that work without it too.
"use strict";

const SPANS = ["content", "cue", "speaker", "session"];
// Letters that lie on other places of French keyboards are not used, so letter and place agree.
const codeOf = (event) =>
  /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code.replace("Numpad", "Digit");

const isTyping = (element) =>
  Boolean(element?.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])"));

const isShown = (element) => !element.disabled && element.getClientRects().length > 0;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.activeElement?.blur();
    document.getSelection().removeAllRanges();
    return;
  }
  if (event.code === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.querySelector("[data-also=KeyS]")?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  const code = codeOf(event);
  if (code === "Enter" && event.target.closest("a, button, summary")) return;
  const group = document.querySelector(`[data-group="${code}"] input:checked`);
  const target =
    group ?? [...document.querySelectorAll(`[data-key="${code}"], [data-also="${code}"]`)].find(isShown);
  if (!target) return;
  event.preventDefault();
  if (group || target.type === "search") target.focus();
  else target.click();
  if (target.type === "search") target.select();
});

// ---- The form at hand --------------------------------------------------------------------------

let desk = null;

class Desk {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("#review_form");
    this.article = root.querySelector(".rv-text");
    this.take = root.querySelector(".rv-take");
    this.paragraphs = [...this.article.querySelectorAll("p")].map((element) => ({
      element,
      start: Number(element.dataset.start),
      letters: Array.from(element.textContent),
    }));
    this.text = this.paragraphs.map((paragraph) => paragraph.letters.join("")).join("\n");
    this.letters = Array.from(this.text);
    this.fixed = this.marksOnThePage();
    this.selection = null;
    this.before = this.snapshot();
    this.form.addEventListener("input", () => this.noteChanges());
    this.form.addEventListener("change", () => this.noteChanges());
    this.take?.addEventListener("mousedown", (event) => event.preventDefault());
    this.take?.addEventListener("click", (event) => this.takeSelection(event));
    for (const set of root.querySelectorAll("[data-choices-of]")) this.searchable(set);
    const mark = this.article.querySelector(".is-content, .is-cue");
    if (mark) {
      const distance = mark.getBoundingClientRect().top - this.article.getBoundingClientRect().top;
      this.article.scrollTop += distance - this.article.clientHeight / 3;
    }
    this.noteChanges();
  }

  snapshot() {
    const data = new FormData(this.form);
    for (const name of ["selected", "q_speaker", "q_ministry", "q_session", "seen", "csrfmiddlewaretoken"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  noteChanges() {
    this.form.classList.toggle("is-changed", this.snapshot() !== this.before);
  }

  field(name) {
    return this.form.elements[name];
  }

  // Places in the text are counted in characters, as the server does, not in UTF-16 units.

  placesOf(name) {
    const value = this.field(`${name}_at`).value;
    return value ? value.split(" ").map((part) => part.split("-").map(Number)) : [];
  }

  placeOf(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = this.paragraphs.find((one) => one.element.contains(element));
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph.element, 0);
    range.setEnd(node, offset);
    return paragraph.start + Array.from(range.toString()).length;
  }

  /** The selected stretch of the article, grown to whole words; null where there is none. */
  selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.article.contains(range.startContainer) || !this.article.contains(range.endContainer)) return null;
    const start = this.placeOf(range.startContainer, range.startOffset);
    const end = this.placeOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : this.wholeWords(start, end);
  }

  wholeWords(from, until) {
    const inWord = (at) => /[\p{L}\p{M}\p{N}]/u.test(this.letters[at] ?? "");
    let [start, end] = [from, until];
    while (start < end && /[\s،,؛;.:]/u.test(this.letters[start])) start += 1;
    while (end > start && /[\s،,؛;.:]/u.test(this.letters[end - 1])) end -= 1;
    if (start >= end) return null;
    while (start > 0 && inWord(start) && inWord(start - 1)) start -= 1;
    while (end < this.letters.length && inWord(end - 1) && inWord(end)) end += 1;
    return [start, end];
  }

  words([start, end]) {
    return this.letters.slice(start, end).join("");
  }

  noteSelection() {
    if (!this.take) return;
    this.selection = this.selected();
    this.take.hidden = !this.selection;
    this.field("selected").value = this.selection ? this.selection.join("-") : "";
  }

  takeSelection(event) {
    const button = event.target.closest("[data-take]");
    if (!button || !this.selection) return;
    const place = this.selection;
    if (button.dataset.take === "addressee") this.address(place);
    else if (button.dataset.take === "more") this.setPlaces("content", [...this.placesOf("content"), place]);
    else this.setPlaces(button.dataset.take, [place]);
    if (button.dataset.take === "speaker") this.search("speaker", this.words(place));
    document.getSelection().removeAllRanges();
    this.noteSelection();
  }

  setPlaces(name, places) {
    const apart = places.filter(([start, end], at) => !places.some(([from, until], other) => other > at && start < until && from < end));
    apart.sort((one, other) => one[0] - other[0]);
    this.field(`${name}_at`).value = apart.map((place) => place.join("-")).join(" ");
    this.field(`${name}_words`).value = apart.map((place) => this.words(place)).join("\n[…]\n");
    this.noteChanges();
    this.mark();
  }

  async address(place) {
    const words = this.words(place);
    const found = await this.choices("ministry", words);
    const meant = found.find((one) => one.signs.some((sign) => sign.speaks === "for"));
    const set = this.root.querySelector("[data-choices-of=ministry] .rv-choices");
    const value = `${meant?.value ?? ""}@${place.join("-")}`;
    for (const other of set.querySelectorAll("input")) if (meant && other.value.startsWith(`${meant.value}@`)) other.closest("label").remove();
    const label = this.option("checkbox", "addressee", value, { label: meant?.label ?? words, detail: `“${words}”`, signs: meant?.signs ?? [] });
    label.querySelector("input").checked = true;
    set.append(label);
    this.noteChanges();
    this.mark();
  }

  // Marks are drawn again from the fields, so that what is selected is seen at once.

  marksOnThePage() {
    const marks = [];
    for (const { element, start } of this.paragraphs) {
      let at = start;
      for (const node of element.childNodes) {
        const length = Array.from(node.textContent).length;
        if (node.nodeType === Node.ELEMENT_NODE) {
          for (const kind of ["is-antecedent", "is-mentioned"])
            if (node.classList.contains(kind)) marks.push({ start: at, end: at + length, kind });
          if (node.dataset.other) marks.push({ start: at, end: at + length, other: node.dataset.other, href: node.getAttribute("href") });
        }
        at += length;
      }
    }
    return marks;
  }

  marks() {
    const own = SPANS.flatMap((name) => this.placesOf(name).map(([start, end]) => ({ start, end, kind: `is-${name}` })));
    for (const input of this.root.querySelectorAll("[name=addressee]:checked")) {
      const [start, end] = input.value.split("@")[1].split("-").map(Number);
      if (end) own.push({ start, end, kind: "is-addressed" });
    }
    return [...own, ...this.fixed];
  }

  mark() {
    const marks = this.marks();
    for (const { element, start, letters } of this.paragraphs) {
      const end = start + letters.length;
      const here = marks.filter((mark) => mark.start < end && mark.end > start);
      const edges = [...new Set([start, end, ...here.flatMap((mark) => [Math.max(mark.start, start), Math.min(mark.end, end)])])];
      edges.sort((one, other) => one - other);
      const pieces = edges.slice(1).map((until, at) => this.piece(letters.slice(edges[at] - start, until - start).join(""), here.filter((mark) => mark.start <= edges[at] && mark.end >= until)));
      element.replaceChildren(...pieces);
    }
  }

  piece(text, marks) {
    if (!marks.length) return document.createTextNode(text);
    const other = marks.find((mark) => mark.other);
    const element = document.createElement(other ? "a" : "mark");
    element.textContent = text;
    element.className = marks.filter((mark) => mark.kind).map((mark) => mark.kind).join(" ");
    if (other) {
      element.classList.add("rv-other");
      element.dataset.other = other.other;
      element.href = other.href;
    }
    return element;
  }

  // Choices as one types

  searchable(set) {
    const kind = set.dataset.choicesOf;
    const input = set.querySelector("input[type=search]");
    let waiting;
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      clearTimeout(waiting);
      waiting = setTimeout(() => this.search(kind, input.value), 120);
    });
    input.addEventListener("keydown", async (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      clearTimeout(waiting);
      await this.search(kind, input.value);
      if (!input.value.trim()) return;
      const first = set.querySelector(".is-found input");
      if (first && !first.checked) first.click();
      input.blur();
    });
  }

  async choices(kind, query) {
    const address = this.root.dataset.choices.replace("/speaker/", `/${kind}/`);
    const answer = await fetch(`${address}?q=${encodeURIComponent(query)}`, { credentials: "same-origin" });
    return answer.ok ? (await answer.json()).choices : [];
  }

  async search(kind, query) {
    const set = this.root.querySelector(`[data-choices-of=${kind}]`);
    const input = set.querySelector("input[type=search]");
    this.asked = query;
    const found = query.trim() ? await this.choices(kind, query) : [];
    if (this.asked !== query) return;
    input.value = query;
    for (const label of set.querySelectorAll(".is-found")) if (!label.querySelector("input").checked) label.remove();
    const list = set.querySelector(".rv-found") ?? set.querySelector(".rv-choices");
    const name = kind === "ministry" ? "addressee" : kind;
    const options = found.map((choice) => {
      const value = kind === "ministry" ? `${choice.value}@` : String(choice.value);
      const old = [...set.querySelectorAll(`[name=${name}]`)].find((one) => one.value === value || (kind === "ministry" && one.value.startsWith(value)));
      const label = old ? old.closest("label") : this.option(kind === "ministry" ? "checkbox" : "radio", name, value, choice);
      label.classList.add("is-found");
      return label;
    });
    list.prepend(...options);
    this.number(set);
  }

  /** The digits choose the speakers as they stand now. */
  number(set) {
    if (set.dataset.choicesOf !== "speaker") return;
    const labels = [...set.querySelectorAll(".rv-choices label:not(.is-none)")];
    labels.forEach((label, at) => {
      const input = label.querySelector("input");
      if (at < 8) input.dataset.key = `Digit${at + 1}`;
      else delete input.dataset.key;
      const key = label.querySelector("kbd") ?? label.insertBefore(document.createElement("kbd"), input.nextSibling);
      key.textContent = at < 8 ? at + 1 : "";
    });
  }

  option(type, name, value, choice) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type, name, value });
    label.append(input);
    const add = (className, text, to = label) => {
      const span = document.createElement("span");
      span.className = className;
      span.dir = "auto";
      span.textContent = text;
      to.append(span);
      return span;
    };
    add("rv-label", choice.label);
    if (choice.detail) add("rv-detail", choice.detail);
    const signs = add("rv-signs", "");
    for (const sign of choice.signs) add(`rv-sign${sign.speaks ? ` is-${sign.speaks}` : ""}`, sign.text, signs);
    return label;
  }
}

document.addEventListener("selectionchange", () => desk?.noteSelection());

// ---- Going on without loading a page -----------------------------------------------------------

const start = () => {
  const root = document.getElementById("workspace");
  desk = root ? new Desk(root) : null;
};

const show = (page, address, push) => {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  const content = parsed.getElementById("content-start");
  if (!content) return false;
  document.getElementById("content-start").replaceWith(document.importNode(content, true));
  document.body.className = parsed.body.className;
  document.title = parsed.title;
  if (push && address !== location.href) history.pushState({ review: true }, "", address);
  start();
  if (location.hash !== "#keys") window.scrollTo(0, 0);
  return true;
};

let busy = false;

const go = async (address, options, otherwise) => {
  if (busy) return;
  busy = true;
  document.body.classList.add("is-busy");
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const isPage = (answer.headers.get("content-type") ?? "").startsWith("text/html");
    if (!isPage || !show(await answer.text(), answer.url, true)) otherwise();
  } catch {
    otherwise();
  } finally {
    busy = false;
    document.body.classList.remove("is-busy");
  }
};

const isReview = (address) => /\/statements\/statement\/review\//.test(new URL(address, location.href).pathname);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !isReview(form.action)) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  // Whatever the network does, the form can still be sent as an ordinary one.
  const plainly = () => {
    if (event.submitter?.name) {
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value });
      form.append(kept);
    }
    form.submit();
  };
  go(form.action, { method: "POST", body: data }, plainly);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (link.getAttribute("href") === "#keys") {
    event.preventDefault();
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: "nearest" });
    return;
  }
  if (!isReview(link.href) || !link.closest("#workspace, .rq")) return;
  // A selection that ends on a mark is no click on it.
  if (!document.getSelection().isCollapsed && link.closest(".rv-text")) {
    event.preventDefault();
    return;
  }
  event.preventDefault();
  go(link.href, {}, () => location.assign(link.href));
});

window.addEventListener("popstate", () => location.reload());

start();
