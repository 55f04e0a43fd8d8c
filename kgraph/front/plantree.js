// A plan as a tree in a table: a treegrid, as the ARIA Authoring Practices Guide describes it.
import { announce, fill, h } from "./dom.js";
import { addressOf } from "./state.js";
import { t } from "./words.js";
import { kindLabel } from "./about.js";
import { referenceOf } from "./fresh.js";
import { LIGHTS, isLacking, lightNode } from "./lights.js";

// So many levels are open at first.
const OPEN_LEVELS = 2;

// Whether a part lacks what is looked for: `any`, one of the lights, or nothing in particular.
function lacksIt(part, lacks) {
  return part.lights.some((light) => isLacking(light) && (lacks === "any" || lacks === light.about));
}

// The parts that are shown: all, or those that lack something with all that they are parts of.
function keptParts(part, lacks) {
  if (!lacks) return part;
  const children = part.children.map((child) => keptParts(child, lacks)).filter(Boolean);
  return children.length || lacksIt(part, lacks) ? { ...part, children } : null;
}

// The tree with `show(chosen)`, where chosen is {lacks, open ("", "all" or "none"), toggled (codes)};
// `changed(toggled)` is called when a reader opens or closes a part.
export function planTree(root, changed) {
  const body = h("tbody", { role: "rowgroup" });
  const heads = [t("plan.part"), ...LIGHTS.map((about) => t(`light.${about}`))];
  const table = h(
    "table",
    { role: "treegrid", class: "tree", "aria-label": t("plan.tree"), onkeydown: move },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((text) => h("th", { role: "columnheader", scope: "col" }, text)))),
    body,
  );
  let chosen = { lacks: "", open: "", toggled: [] };
  let shown = [];
  let current = null;

  function isOpen(line) {
    const base = chosen.lacks || chosen.open === "all" ? true : chosen.open === "none" ? line.level < 2 : line.level <= OPEN_LEVELS;
    return chosen.toggled.includes(referenceOf(line.part.thing)) ? !base : base;
  }

  function lines(part, level, above, place, size) {
    const line = { part, level, above, place, size, has: part.children.length > 0 };
    const below = line.has && isOpen(line) ? part.children.flatMap((child, number) => lines(child, level + 1, line, number + 1, part.children.length)) : [];
    return [line, ...below];
  }

  function draw() {
    const kept = keptParts(root, chosen.lacks);
    shown = kept ? lines(kept, 1, null, 1, 1) : [];
    current = shown.find((line) => line.part.thing.iri === current?.part.thing.iri) ?? shown[0];
    for (const line of shown) line.node = row(line);
    fill(body, shown.map((line) => line.node), !shown.length && h("tr", { role: "row" }, h("td", { role: "gridcell", colspan: 5 }, t("plan.nothing"))));
    mark(current);
  }

  function row(line) {
    const { thing, lights } = line.part;
    const open = line.has && isOpen(line);
    const twist = h("span", { class: "twist", "aria-hidden": "true", onclick: () => line.has && toggle(line) }, line.has ? (open ? "▾" : "▸") : "");
    const name = h("a", { href: addressOf("explore", { thing: referenceOf(thing) }), tabindex: -1 }, thing.label);
    return h(
      "tr",
      {
        role: "row",
        class: lights.every((light) => light.state === "unasked") ? "unlit" : null,
        "aria-level": line.level,
        "aria-posinset": line.place,
        "aria-setsize": line.size,
        "aria-expanded": line.has ? String(open) : null,
        tabindex: -1,
        onfocusin: () => mark(line),
      },
      h(
        "th",
        { role: "rowheader", scope: "row", class: "part" },
        h("div", { style: { marginInlineStart: `${(line.level - 1) * 1.05}rem` } }, twist, h("div", {}, h("span", { class: "kind" }, kindLabel(thing.kind)), name, " ", h("span", { class: "code" }, thing.code ?? ""))),
      ),
      lights.map((light) => h("td", { role: "gridcell" }, h("span", { class: "about", "aria-hidden": "true" }, t(`light.${light.about}`)), lightNode(light, { tabindex: -1 }))),
    );
  }

  // One row at a time can be reached with Tab, and the links in it.
  function mark(line) {
    for (const each of [current, line]) {
      const here = each === line ? 0 : -1;
      if (!each?.node) continue;
      for (const node of [each.node, ...each.node.querySelectorAll("a")]) node.tabIndex = here;
    }
    current = line;
  }

  function toggle(line) {
    const name = referenceOf(line.part.thing);
    const toggled = chosen.toggled.includes(name) ? chosen.toggled.filter((each) => each !== name) : [...chosen.toggled, name];
    chosen = { ...chosen, toggled };
    current = line;
    draw();
    current.node.focus();
    changed(toggled);
  }

  function step(line) {
    if (!line) return;
    mark(line);
    line.node.focus();
  }

  function move(event) {
    const place = shown.indexOf(current);
    const line = shown[place];
    if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
    const open = line.has && isOpen(line);
    if (event.key === "ArrowDown") step(shown[place + 1]);
    else if (event.key === "ArrowUp") step(shown[place - 1]);
    else if (event.key === "Home") step(shown[0]);
    else if (event.key === "End") step(shown.at(-1));
    else if (event.key === "ArrowRight" && open) step(shown[place + 1]);
    else if (event.key === "ArrowRight" && line.has) toggle(line);
    else if (event.key === "ArrowLeft" && open) toggle(line);
    else if (event.key === "ArrowLeft") step(line.above);
    else if (event.key === "Enter" && event.target === line.node) line.node.querySelector("a").click();
    else return;
    event.preventDefault();
  }

  return {
    node: h("div", { class: "scroll treebox" }, table),
    show(next) {
      const told = next.lacks !== chosen.lacks;
      chosen = next;
      draw();
      if (told) announce(t("plan.shown", { number: shown.length }));
    },
  };
}
