// A field that finds things by their names while one types: a combobox, as WAI-ARIA 1.2 describes it.
import { announce, fill, freshId, h, later } from "./dom.js";
import { t } from "./words.js";
import { get } from "./source.js";
import { kindLabel } from "./about.js";

const PAUSE = 150;

// The field with its label. `chosen(thing)` is called with the thing that is picked; `kind` narrows to a kind's word;
// `text` stands in the field at first.
export function searchBox({ label, kind = "", chosen, text = "" }) {
  const id = freshId("found");
  const list = h("ul", { role: "listbox", id, class: "plain found", "aria-label": label, hidden: true });
  const field = h("input", {
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    value: text,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": id,
  });
  let found = [];
  let place = -1;
  let asked = 0;

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", open);
    if (!open) mark(-1);
  }

  function mark(number) {
    place = number;
    [...list.children].forEach((item, each) => item.setAttribute("aria-selected", each === place));
    const item = list.children[place];
    if (item) {
      field.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function pick(number) {
    if (!found[number]) return;
    field.value = found[number].thing.label;
    show(false);
    chosen(found[number].thing);
  }

  async function look() {
    const typed = field.value.trim();
    const mine = ++asked;
    if (!typed) return show(false);
    try {
      const answer = await get("search", { text: typed, kind });
      if (mine !== asked) return undefined;
      found = answer;
      fill(list, found.length ? found.map(option) : noOption());
      announce(t("search.found", { number: found.length }));
      show(true);
    } catch {
      show(false);
    }
    return undefined;
  }

  function noOption() {
    const attributes = { class: "faint", role: "option", "aria-disabled": "true", id: freshId("option") };
    return h("li", attributes, t("search.nothing"));
  }

  function option(each, number) {
    const where = each.place.map((whole) => whole.label).join(" › ");
    const pressed = (event) => {
      event.preventDefault();
      pick(number);
    };
    return h(
      "li",
      { role: "option", id: freshId("option"), "aria-selected": "false", onmousedown: pressed },
      h("span", {}, each.thing.label),
      " ",
      h("span", { class: "code" }, each.thing.code ?? ""),
      h("span", { class: "small faint where" }, [kindLabel(each.thing.kind), where].filter(Boolean).join(" · ")),
    );
  }

  field.addEventListener("input", later(PAUSE, look));
  field.addEventListener("blur", () => show(false));
  field.addEventListener("focus", () => {
    if (field.value.trim() && list.childElementCount) show(true);
  });
  field.addEventListener("keydown", (event) => {
    const last = found.length - 1;
    if (event.key === "ArrowDown" && !list.hidden) mark(Math.min(last, place + 1));
    else if (event.key === "ArrowDown") look();
    else if (event.key === "ArrowUp" && !list.hidden) mark(Math.max(0, place - 1));
    else if (event.key === "Enter" && !list.hidden) pick(Math.max(0, place));
    else if (event.key === "Enter") look();
    else if (event.key === "Escape" && !list.hidden) show(false);
    else return;
    event.preventDefault();
  });
  return h("div", { class: "search" }, h("label", {}, h("span", {}, label), field), list);
}
