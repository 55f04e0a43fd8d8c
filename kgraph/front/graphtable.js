// The twin of a graph: its things and links as tables, for keyboards, screen readers, paper and search.
import { h } from "./dom.js";
import { t } from "./words.js";
import { kindLabel } from "./about.js";
import { basisText } from "./evidence.js";
import { thingLink } from "./cells.js";

const HEADS = ["from", "link", "to", "rests"];

// The tables behind one line that says how much there is.
export function graphTable(data) {
  const things = new Map(data.nodes.map((node) => [node.iri, node]));
  const linked = new Set(data.edges.flatMap((edge) => [edge.source, edge.target]));
  const alone = data.nodes.filter((node) => !linked.has(node.iri));
  return h(
    "details",
    { class: "twin" },
    h("summary", {}, t("graph.table", { things: data.nodes.length, links: data.edges.length })),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": t("graph.links") },
      h(
        "table",
        {},
        h("caption", {}, t("graph.links")),
        h("thead", {}, h("tr", {}, HEADS.map((name) => h("th", { scope: "col" }, t(`graph.${name}`))))),
        h("tbody", {}, data.edges.map((edge) => row(edge, things))),
      ),
    ),
    alone.length > 0 && [
      h("h3", {}, t("graph.alone")),
      h("ul", {}, alone.map(aloneItem)),
    ],
  );
}

function aloneItem(node) {
  return h("li", {}, thingLink(node), " ", h("span", { class: "faint" }, kindLabel(node.kind)));
}

function row(edge, things) {
  return h(
    "tr",
    {},
    h("td", {}, thingLink(things.get(edge.source))),
    h("td", {}, edge.label),
    h("td", {}, thingLink(things.get(edge.target))),
    h("td", {}, edge.basis === "structure" ? t("rests.structure") : basisText(edge)),
  );
}
