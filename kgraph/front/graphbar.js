// What can be done with the box, or is known of the link, that is chosen in a graph.
import { h } from "./dom.js";
import { t } from "./words.js";
import { thingLink } from "./cells.js";
import { basisText, evidenceNode } from "./evidence.js";
import { cardOf } from "./grown.js";
import { referenceOf } from "./fresh.js";
import { kindLabel } from "./about.js";

// The chosen thing: a button for each kind of its links that puts them into the graph or takes them away. `acts` says
// what the buttons do: grown(group), grow(group), expand(), remove(); without remove it is the only thing there.
export function thingBar(card, acts) {
  const left = card.links.filter((group) => !acts.grown(group));
  const groups = card.links.map((group) => h(
    "button",
    {
      type: "button",
      class: "small",
      "aria-pressed": String(acts.grown(group)),
      dataset: { key: `${group.link}|${group.direction}` },
      onclick: () => acts.grow(group),
    },
    group.label,
    h("span", { class: "amount" }, ` ${group.things.length}`),
  ));
  return h(
    "div",
    { class: "chosen-bar", role: "group", "aria-label": t("bar.of", { thing: card.thing.label }) },
    h("strong", {}, card.thing.label, " ", card.thing.code && h("span", { class: "code" }, card.thing.code)),
    groups,
    left.length > 1 && barButton("all", acts.expand),
    acts.remove && barButton("out", acts.remove),
  );
}

function barButton(key, act) {
  return h("button", { type: "button", class: "small", dataset: { key }, onclick: act }, t(`bar.${key}`));
}

// A thing in a graph that does not grow, with a link to its card.
export function plainBar(thing) {
  const kind = h("span", { class: "faint" }, kindLabel(thing.kind));
  return h("div", { class: "chosen-bar" }, h("strong", {}, thingLink(thing)), kind);
}

// A link of the graph, with what it rests on.
export async function linkBar(edge, source, target, basis) {
  const { links } = await cardOf(referenceOf(source), basis);
  const group = links.find((each) => each.link === edge.link && each.direction === "out");
  const found = group?.things.find((each) => each.thing.iri === target.iri);
  const rests = edge.basis === "structure" ? t("rests.structure") : basisText(edge);
  return h(
    "div",
    { class: "chosen-bar" },
    thingLink(source),
    h("span", {}, h("em", {}, edge.label), h("span", { "aria-hidden": "true" }, " →")),
    thingLink(target),
    h("span", { class: "small faint" }, rests),
    found?.evidence.length > 0 && evidenceNode(found.evidence),
  );
}
