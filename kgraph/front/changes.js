// What a planner supposes: things taken away, links added, fields given values; each as a chip that can be removed.
import { announce, fill, freshId, h } from "./dom.js";
import { go, listed, stateNow } from "./state.js";
import { t } from "./words.js";
import { get } from "./source.js";
import { aboutNow, kindLabel, linkLabel } from "./about.js";
import { referenceOf } from "./fresh.js";
import { searchBox } from "./search.js";

const VALUE_TYPES = ["money", "number", "integer", "date", "text"];
const CHANGES = ["away", "link", "value"];
const called = new Map();

// The changes that the address tells, as the API wants them.
export function changesOf(state) {
  return Object.fromEntries(CHANGES.map((name) => [name, listed(state[name])]).filter(([, every]) => every.length));
}

function add(name, text) {
  const now = listed(stateNow()[name]);
  if (!now.includes(text)) go({ [name]: [...now, text] });
}

function picked(thing) {
  called.set(referenceOf(thing), thing);
  return referenceOf(thing);
}

// ---- the forms

function emptied(node) {
  node.querySelector("input").value = "";
}

function finder(label, chosen) {
  const node = searchBox({ label, chosen });
  node.querySelector("input").addEventListener("input", () => chosen(null));
  return node;
}

// Take a thing away.
export function awayForm() {
  const box = searchBox({
    label: t("scenario.thing"),
    chosen: (thing) => {
      add("away", picked(thing));
      emptied(box);
    },
  });
  return changeForm(t("scenario.away"), t("scenario.away.how"), [box]);
}

// Add a link: only those links are offered that fit the things at both ends.
export function linkForm() {
  const ends = { start: null, end: null };
  const said = h("p", { class: "small faint", role: "status" });
  const select = h("select", { id: freshId("link") });
  const button = h("button", { type: "submit" }, t("scenario.add"));
  const choose = (side) => (thing) => {
    ends[side] = thing;
    offer();
  };
  const start = finder(t("scenario.from"), choose("start"));
  const end = finder(t("scenario.to"), choose("end"));

  function offer() {
    const now = select.value;
    // What fits few kinds says more than what fits all: it is offered first.
    const fits = Object.entries(aboutNow().links)
      .filter(([, link]) => (!ends.start || link.from.includes(ends.start.kind)) && (!ends.end || link.to.includes(ends.end.kind)))
      .sort(([, one], [, other]) => one.from.length * one.to.length - other.from.length * other.to.length);
    fill(select, (ends.start || ends.end ? fits : []).map(([name, link]) => h("option", { value: name, selected: name === now }, link.label)));
    const none = ends.start && ends.end && !fits.length;
    select.disabled = !select.options.length;
    button.disabled = !(ends.start && ends.end && fits.length);
    said.textContent = none ? t("scenario.unfit", { from: kindLabel(ends.start.kind), to: kindLabel(ends.end.kind) }) : "";
  }

  const submit = () => {
    add("link", `${picked(ends.start)} ${select.value} ${picked(ends.end)}`);
    for (const node of [start, end]) emptied(node);
    Object.assign(ends, { start: null, end: null });
    offer();
    start.querySelector("input").focus();
  };
  offer();
  const middle = h("label", { class: "field", for: select.id }, h("span", {}, t("scenario.link")), select);
  return changeForm(t("scenario.linking"), t("scenario.linking.how"), [start, middle, end, h("div", { class: "row" }, button), said], submit);
}

// Give a field a value: the budget, where the thing may have one.
export function valueForm() {
  let thing = null;
  const select = h("select", { id: freshId("field"), onchange: () => suit() });
  const value = h("input", { type: "text", id: freshId("value"), autocomplete: "off", oninput: () => suit() });
  const button = h("button", { type: "submit" }, t("scenario.add"));
  const fieldOf = () => aboutNow().fields[select.value];
  const box = finder(t("scenario.thing"), (found) => {
    thing = found;
    const fits = thing ? Object.entries(aboutNow().fields).filter(([, field]) => VALUE_TYPES.includes(field.type) && field.on.includes(thing.kind)) : [];
    const order = ([name, field]) => (name === "budget" ? -1 : VALUE_TYPES.indexOf(field.type));
    fits.sort((one, other) => order(one) - order(other));
    fill(select, fits.map(([name, field]) => h("option", { value: name }, field.currency ? `${field.label} (${field.currency})` : field.label)));
    suit();
  });

  function suit() {
    const type = fieldOf()?.type;
    value.inputMode = ["money", "number", "integer"].includes(type) ? "decimal" : "text";
    value.placeholder = { money: "500000", integer: "2026", date: "2026-01-31" }[type] ?? "";
    select.disabled = !select.options.length;
    button.disabled = !thing || !select.options.length || !value.value.trim();
  }

  const submit = () => {
    add("value", `${picked(thing)} ${select.value} ${value.value.trim()}`);
    thing = null;
    emptied(box);
    value.value = "";
    fill(select);
    suit();
    box.querySelector("input").focus();
  };
  suit();
  const fields = [h("label", { class: "field", for: select.id }, h("span", {}, t("scenario.field")), select), h("label", { class: "field", for: value.id }, h("span", {}, t("scenario.value")), value)];
  return changeForm(t("scenario.giving"), t("scenario.giving.how"), [box, fields, h("div", { class: "row" }, button)], submit);
}

function changeForm(title, how, fields, submit = () => {}) {
  const id = freshId("change");
  const onsubmit = (event) => {
    event.preventDefault();
    if (!event.target.querySelector("button[type=submit]")?.disabled) submit();
  };
  const open = window.matchMedia("(min-width: 44rem)").matches;
  const form = h("form", { "aria-labelledby": id, onsubmit }, h("p", { class: "small faint" }, how), fields);
  return h("details", { class: "card change", open }, h("summary", {}, h("h2", { id }, title)), form);
}

// ---- the chips

async function supposedName(reference) {
  if (!called.has(reference)) {
    const found = await get("search", { text: reference }).catch(() => []);
    called.set(reference, found.map((each) => each.thing).find((thing) => referenceOf(thing) === reference) ?? { label: reference });
  }
  const { label } = called.get(reference);
  return label;
}

async function changeText(name, text) {
  if (name === "away") return t("scenario.without", { thing: await supposedName(text) });
  const [first, word, ...rest] = text.split(" ");
  const last = rest.join(" ");
  if (name === "link") return `${await supposedName(first)} – ${linkLabel(word)} → ${await supposedName(last)}`;
  return `${await supposedName(first)}: ${aboutNow().fields[word]?.label ?? word} = ${last}`;
}

// The changes as a list of chips; null where there are none.
export async function changeChips(state) {
  const every = CHANGES.flatMap((name) => listed(state[name]).map((text) => [name, text]));
  if (!every.length) return null;
  const texts = await Promise.all(every.map(([name, text]) => changeText(name, text)));
  const items = every.map(([name, text], place) => {
    const remove = () => {
      go({ [name]: listed(stateNow()[name]).filter((each) => each !== text) });
      announce(t("scenario.removed", { change: texts[place] }));
    };
    return h("li", { class: `changechip ${name}` }, h("span", {}, texts[place]), h("button", { type: "button", "aria-label": t("scenario.remove", { change: texts[place] }), onclick: remove }, h("span", { "aria-hidden": "true" }, "✕")));
  });
  const clear = h("button", { type: "button", class: "unprinted", onclick: () => go({ away: [], link: [], value: [] }) }, t("scenario.clear"));
  return [h("ul", { class: "plain changechips", "aria-label": t("scenario.changes") }, items), every.length > 1 && clear];
}

// A language has other names.
export function forgetNames() {
  called.clear();
}
