// The review workspace: keys, spans by selecting, choices as one types, the next statement without
// loading a page. Everything here presses buttons and fills fields that work without it too.
"use strict";

const SPANS = ["content", "cue", "speaker", "session"];
// Letters that lie on other places of French keyboards are not used, so letter and place agree.
const codeOf = (event) => {
  if ("?؟".includes(event.key)) return "Help";
  return /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code.replace("Numpad", "Digit");
};

const isTyping = (element) =>
  Boolean(element?.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])"));

const isShown = (element) => !element.disabled && element.getClientRects().length > 0;

const targetOf = (code) =>
  document.querySelector(`[data-group="${code}"] input:checked`) ??
  [...document.querySelectorAll(`[data-key="${code}"]`)].find(isShown);

const press = (target) => {
  if (target.type === "search" || target.closest("[data-group]")) target.focus();
  else target.click();
  if (target.type === "search") target.select();
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Tab") desk?.reach(true);
  if (event.key === "Escape") {
    document.activeElement?.blur();
    document.getSelection().removeAllRanges();
    return;
  }
  const isSaving = event.code === "Enter" && (event.ctrlKey || event.metaKey);
  if (!isSaving && (event.ctrlKey || event.metaKey || event.altKey || event.isComposing)) return;
  if (busy) return typeAhead(event);
  if (!isSaving && isTyping(event.target)) return;
  const code = isSaving ? "KeyC" : codeOf(event);
  if (code === "Enter" && event.target.closest("a, button, summary")) return;
  const target = targetOf(code);
  if (!target) return;
  event.preventDefault();
  // A key that is held down must not rule on statements that nobody has seen.
  if (event.repeat) return;
  if (desk?.pending) desk.pending.then(() => press(target));
  else press(target);
});

// ---- Typing while the next statement is on its way ---------------------------------------------

// Only a search may be begun then, and what is typed into it: a verdict would fall on a statement
// that was not seen yet, and letters meant for the search would be taken for verdicts.
let busy = false;
let ahead = null;

const typeAhead = (event) => {
  event.preventDefault();
  const code = codeOf(event);
  if (ahead && event.key.length === 1) ahead.text += event.key;
  else if (targetOf(code)?.type === "search") ahead ??= { code, text: "" };
};

const catchUp = () => {
  const field = ahead && targetOf(ahead.code);
  if (field) {
    press(field);
    field.value = ahead.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  ahead = null;
};

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
    this.choices = {};
    this.article.addEventListener("pointerdown", () => this.reach(false));
    for (const set of root.querySelectorAll("[data-choices-of]"))
      this.choices[set.dataset.choicesOf] = new Choices(set, root.dataset.choices, () => this.noteAddressee());
    const mark = this.article.querySelector(".is-content, .is-cue");
    if (mark) {
      const distance = mark.getBoundingClientRect().top - this.article.getBoundingClientRect().top;
      this.article.scrollTop += distance - this.article.clientHeight / 3;
    }
    this.mark();
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
    this.root.querySelector(".rv-hint").hidden = Boolean(this.selection);
    this.field("selected").value = this.selection ? this.selection.join("-") : "";
  }

  takeSelection(event) {
    const button = event.target.closest("[data-take]");
    if (!button || !this.selection) return;
    const place = this.selection;
    if (button.dataset.take === "addressee") this.choices.ministry.address(this.words(place), place);
    else if (button.dataset.take === "more") this.setPlaces("content", [...this.placesOf("content"), place]);
    else this.setPlaces(button.dataset.take, [place]);
    if (button.dataset.take === "speaker") this.suggest(this.words(place));
    document.getSelection().removeAllRanges();
    this.noteSelection();
  }

  suggest(words) {
    const { speaker } = this.choices;
    speaker.input.value = words;
    speaker.search(words);
  }

  setPlaces(name, places) {
    const apart = places.filter(([start, end], at) => !places.some(([from, until], other) => other > at && start < until && from < end));
    apart.sort((one, other) => one[0] - other[0]);
    this.field(`${name}_at`).value = apart.map((place) => place.join("-")).join(" ");
    this.field(`${name}_words`).value = apart.map((place) => this.words(place)).join("\n[…]\n");
    this.noteChanges();
    this.mark();
  }

  noteAddressee() {
    this.noteChanges();
    this.mark();
  }

  /** Resolves when what was taken with Enter is chosen; null where nothing is on its way. */
  get pending() {
    const taking = Object.values(this.choices).map((one) => one.taking).filter(Boolean);
    return taking.length ? Promise.all(taking) : null;
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

  /** Other statements are reached by Tab; what can be focused cannot be drawn over from its edge. */
  reach(byKey) {
    this.byKey = byKey;
    for (const other of this.article.querySelectorAll("[data-href]"))
      if (byKey) other.tabIndex = 0;
      else other.removeAttribute("tabindex");
  }

  piece(text, marks) {
    if (!marks.length) return document.createTextNode(text);
    const other = marks.find((mark) => mark.other);
    // No link of the browser's: those are carried away where one wants to select their words.
    const element = document.createElement(other ? "span" : "mark");
    element.textContent = text;
    element.className = marks.filter((mark) => mark.kind).map((mark) => mark.kind).join(" ");
    if (other) {
      element.classList.add("rv-other");
      element.dataset.other = other.other;
      element.dataset.href = other.href;
      element.setAttribute("role", "link");
      if (this.byKey) element.tabIndex = 0;
    }
    return element;
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
  // The links to the other languages are links to this page.
  const languages = parsed.querySelector(".languages");
  if (languages) document.querySelector(".languages")?.replaceWith(document.importNode(languages, true));
  document.body.className = parsed.body.className;
  document.title = parsed.title;
  if (push && address !== location.href) history.pushState({ review: true }, "", address);
  start();
  window.scrollTo(0, 0);
  return true;
};

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
    catchUp();
  }
};

const isReview = (address) => /\/statements\/statement\/review\//.test(new URL(address, location.href).pathname);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !isReview(form.action)) return;
  event.preventDefault();
  if (desk?.pending) {
    desk.pending.then(() => form.requestSubmit(event.submitter));
    return;
  }
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

const follow = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a[href], [data-href]");
  const address = link?.dataset.href ?? link?.href;
  if (!address || !isReview(address) || !link.closest("#workspace, .rq")) return;
  event.preventDefault();
  // A selection that ends on a mark is no click on it.
  if (!document.getSelection().isCollapsed && link.closest(".rv-text")) return;
  go(address, {}, () => location.assign(address));
};

document.addEventListener("click", follow);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.dataset?.href) follow(event);
});

window.addEventListener("popstate", () => location.reload());

start();
