// Speakers and ministries suggested under the search while one types: a combobox as the ARIA
// practices have it. Arrows choose, Enter opens, Escape shuts, and how many there are is announced;
// without all of this one just searches.
"use strict";
{
  const PAUSE = 150; // milliseconds after the last key
  const input = () => document.querySelector("input[data-suggestions]");
  let timer = 0, asked = "", chosen = -1;

  const box = () => {
    const field = input();
    let list = document.getElementById("suggestions");
    if (!list) {
      list = document.createElement("ul");
      list.id = "suggestions";
      list.className = "suggestions";
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
      list.hidden = true;
      field.parentElement.append(list);
      field.type = "text"; // a search field may not be a combobox
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", list.id);
      field.setAttribute("aria-expanded", "false");
    }
    return list;
  };

  const shut = () => {
    clearTimeout(timer);
    asked = "";
    const list = document.getElementById("suggestions");
    if (!list) return;
    list.hidden = true;
    list.replaceChildren();
    choose(-1);
    input()?.setAttribute("aria-expanded", "false");
  };

  const choose = (number) => {
    const options = [...(document.getElementById("suggestions")?.children ?? [])];
    chosen = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
    if (chosen === options.length) chosen = -1; // back in the field
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    const field = input();
    if (chosen < 0) field?.removeAttribute("aria-activedescendant");
    else field?.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const announce = (text) => {
    const announced = document.getElementById("announced");
    if (announced) announced.textContent = text;
  };

  const show = (found, said) => {
    const list = box();
    list.replaceChildren(...found.map((one, at) => {
      const option = document.createElement("li");
      const name = document.createElement("bdi");
      const kind = document.createElement("span");
      option.id = `suggestion-${at}`;
      option.setAttribute("role", "option");
      option.dataset.address = one.address;
      name.textContent = one.name;
      kind.textContent = one.kind;
      option.append(name, " ", kind);
      return option;
    }));
    list.hidden = !found.length;
    input().setAttribute("aria-expanded", String(found.length > 0));
    choose(-1);
    announce(found.length ? said : "");
  };

  const ask = async () => {
    const field = input();
    const text = field.value.trim();
    if (text.length < 2) return shut();
    asked = text;
    const answer = await fetch(`${field.dataset.suggestions}?${new URLSearchParams({q: text})}`);
    if (!answer.ok) return;
    const {found, said} = await answer.json();
    if (asked === text && document.activeElement === input()) show(found, said);
  };

  document.addEventListener("focusin", (event) => {
    if (event.target === input()) box(); // told as a combobox before anything is typed
  });
  document.addEventListener("input", (event) => {
    if (event.target !== input()) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    const list = document.getElementById("suggestions");
    if (event.target !== input() || !list) return;
    if (event.key === "Enter" && chosen < 0) return shut(); // nothing opens over what is found
    if (list.hidden) return event.key === "ArrowDown" ? ask() : undefined;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === "Enter") location.assign(list.children[chosen].dataset.address);
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("#suggestions li");
    if (!option) return event.target === input() ? undefined : shut();
    event.preventDefault(); // the field keeps the focus
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("#suggestions li");
    if (option) location.assign(option.dataset.address);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === input()) shut();
  });
}
