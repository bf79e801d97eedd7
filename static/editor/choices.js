// One set of choices of the review: found as one types, taken with Enter, numbered for the digits.
"use strict";

const PATIENCE = 120; // milliseconds without a key before what was typed is asked for

class Choices {
  constructor(set, address, changed) {
    this.set = set;
    this.kind = set.dataset.choicesOf;
    this.name = this.kind === "ministry" ? "addressee" : this.kind;
    this.address = address.replace("/speaker/", `/${this.kind}/`);
    this.changed = changed;
    this.input = set.querySelector("input[type=search]");
    this.none = set.querySelector(".rv-nothing");
    this.found = []; // labels, the best first
    this.answered = ""; // the query that they answer
    this.asking = null; // the query that is under way, and its promise
    this.taking = null; // a choice that is on its way: keys that follow wait for it
    let waiting;
    this.input.addEventListener("input", (event) => {
      event.stopPropagation();
      clearTimeout(waiting);
      waiting = setTimeout(() => this.search(this.input.value), PATIENCE);
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" && this.found.length) this.found[0].querySelector("input").focus();
      else if (event.key !== "Enter") return;
      else {
        clearTimeout(waiting);
        this.take();
      }
      event.preventDefault();
    });
  }

  /** Choose the first of what is found; keys that follow wait until it is chosen. */
  take() {
    const query = this.input.value.trim();
    this.input.blur();
    if (!query) return;
    if (this.answered === query) this.choose();
    else this.hold(this.search(query).then(() => this.choose()));
  }

  /** What follows waits for this. */
  hold(promise) {
    const taking = promise.finally(() => {
      if (this.taking === taking) this.taking = null;
    });
    this.taking = taking;
  }

  choose() {
    const first = this.found[0]?.querySelector("input");
    if (!first) this.input.focus();
    else if (!first.checked) first.click();
  }

  /** Ask for what was typed; the same question is not asked twice at a time. */
  search(text) {
    const query = text.trim();
    if (this.asking?.query === query) return this.asking.promise;
    const promise = this.ask(query).then((choices) => {
      if (this.asking?.promise !== promise) return;
      this.asking = null;
      this.show(query, choices);
    });
    this.asking = { query, promise };
    return promise;
  }

  /** The choices for some words, the best first; none where they cannot be asked for. */
  async ask(query) {
    if (!query) return [];
    try {
      const answer = await fetch(`${this.address}?q=${encodeURIComponent(query)}`, { credentials: "same-origin" });
      return answer.ok ? (await answer.json()).choices : [];
    } catch {
      return [];
    }
  }

  show(query, choices) {
    this.answered = query;
    for (const label of this.set.querySelectorAll("label.is-match")) label.classList.remove("is-match");
    for (const label of this.set.querySelectorAll("label.is-found")) if (!label.querySelector("input").checked) label.remove();
    this.found = choices.map((choice) => this.labelOf(choice));
    for (const label of this.found) label.classList.add("is-match");
    // Addressees that stood there before the search keep their place; the others are one list.
    const apart = this.set.querySelector(".rv-found");
    if (apart) apart.append(...this.found.filter((label) => !label.isConnected));
    else this.set.querySelector(".rv-choices").prepend(...this.found);
    this.none.hidden = !query || choices.length > 0;
    this.number();
  }

  labelOf(choice) {
    const is = (input) => (this.kind === "ministry" ? input.value.startsWith(`${choice.value}@`) : input.value === String(choice.value));
    const old = [...this.set.querySelectorAll(`[name=${this.name}]`)].find(is);
    if (old) return old.closest("label");
    const label = this.option(this.kind === "ministry" ? `${choice.value}@` : String(choice.value), choice);
    label.classList.add("is-found");
    return label;
  }

  option(value, choice) {
    const label = document.createElement("label");
    const type = this.kind === "ministry" ? "checkbox" : "radio";
    label.append(Object.assign(document.createElement("input"), { type, name: this.name, value }));
    const add = (className, text, to = label) => {
      const span = document.createElement("span");
      span.className = className;
      span.textContent = text;
      if (text) span.dir = "auto"; // what only holds others follows the page, as their order does
      to.append(span);
      return span;
    };
    const who = add("rv-who", "");
    add("rv-label", choice.label, who);
    if (choice.detail) {
      who.append(" ");
      add("rv-detail", choice.detail, who);
    }
    const signs = add("rv-signs", "");
    for (const sign of choice.signs) add(`rv-sign${sign.speaks ? ` is-${sign.speaks}` : ""}`, sign.text, signs);
    return label;
  }

  /** The digits choose the speakers as they stand now. */
  number() {
    if (this.kind !== "speaker") return;
    const labels = [...this.set.querySelectorAll(".rv-choices > label:not(.is-none)")];
    labels.forEach((label, at) => {
      const input = label.querySelector("input");
      if (at < 8) input.dataset.key = `Digit${at + 1}`;
      else delete input.dataset.key;
      const key = label.querySelector("kbd") ?? label.insertBefore(document.createElement("kbd"), input.nextSibling);
      key.textContent = at < 8 ? at + 1 : "";
    });
  }

  /** Words of the article as an addressee: the body that they name, else they themselves. */
  address(words, place) {
    this.hold(this.ask(words).then((choices) => this.add(choices, words, place)));
  }

  add(choices, words, place) {
    const meant = choices.find((one) => one.signs.some((sign) => sign.speaks === "for"));
    const list = this.set.querySelector(".rv-choices");
    for (const other of list.querySelectorAll("input")) if (meant && other.value.startsWith(`${meant.value}@`)) other.closest("label").remove();
    const choice = { label: meant?.label ?? words, detail: `“${words}”`, signs: meant?.signs ?? [] };
    const label = this.option(`${meant?.value ?? ""}@${place.join("-")}`, choice);
    label.querySelector("input").checked = true;
    list.append(label);
    this.changed();
  }
}
