// What the colours and outlines of a graph mean, and which of it is shown: by kind, by plan, by what links rest on.
import { h, svg } from "./dom.js";
import { listed, note, stateNow } from "./state.js";
import { t } from "./words.js";
import { aboutNow, kindLabel } from "./about.js";
import { colourStyle } from "./graphstyle.js";

const SURE = ["", "low", "medium", "high", "stated"];
const CONFIDENCES = ["low", "medium", "high"];

// What the address tells of the filters: kinds and plans that are hidden, and how sure links must be.
export function filtersNow() {
  const state = stateNow();
  return { kinds: new Set(listed(state.hide)), plans: new Set(listed(state.hideplan)), sure: state.sure ?? "" };
}

// Whether a thing is shown.
export function isShown(node, filters) {
  return !filters.kinds.has(node.kind) && !filters.plans.has(node.plan || "-");
}

// Whether a link is shown: `stated` and what the document itself is built like, or inferred ones that are sure enough.
export function isSure(edge, filters) {
  if (edge.basis !== "inferred" || filters.sure === "") return true;
  if (filters.sure === "stated") return false;
  return CONFIDENCES.indexOf(edge.confidence) >= CONFIDENCES.indexOf(filters.sure);
}

// Boxes are wide: in so small a mark their corners would not be seen.
function cornered(x) {
  return Math.sign(x) * Math.max(0, 1 - 3 * (1 - Math.abs(x)));
}

function outlineMark(kind) {
  const points = [];
  const shape = aboutNow().kinds[kind]?.shape ?? [-1, -1, 1, -1, 1, 1, -1, 1];
  for (let place = 0; place < shape.length; place += 2) {
    points.push(`${14 + 12 * cornered(shape[place])},${9 + 7 * shape[place + 1]}`);
  }
  const stroke = colourStyle(aboutNow().kinds[kind]);
  return svg(
    "svg",
    { width: 28, height: 18, "aria-hidden": "true" },
    svg("polygon", { points: points.join(" "), fill: "none", "stroke-width": 2, style: { stroke } }),
  );
}

function check(text, name, value, hidden, changed, mark = null) {
  const change = (event) => {
    const now = new Set(listed(stateNow()[name]));
    if (event.target.checked) now.delete(value);
    else now.add(value);
    note({ [name]: [...now] });
    changed();
  };
  const box = h("input", { type: "checkbox", checked: !hidden.has(value), onchange: change });
  return h("li", {}, h("label", {}, box, mark, h("span", {}, text)));
}

// The legend of what there is, with its filters; `changed` is called whenever one of them is.
export function legendNode(data, changed) {
  const filters = filtersNow();
  const counts = new Map();
  for (const node of data.nodes) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  const order = data.layers.flat();
  const kinds = [...counts.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const plans = [...new Set(data.nodes.map((node) => node.plan || "-"))];
  const planName = (iri) => aboutNow().plans.find((plan) => plan.iri === iri)?.label ?? t("graph.noplan");
  const kindChecks = kinds.map((kind) =>
    check(`${kindLabel(kind)} (${counts.get(kind)})`, "hide", kind, filters.kinds, changed, outlineMark(kind)),
  );
  const planChecks = plans.map((iri) => check(planName(iri), "hideplan", iri, filters.plans, changed));
  return h(
    "div",
    { class: "legend" },
    h("section", {}, h("h3", {}, t("graph.kinds")), h("ul", { class: "plain" }, kindChecks)),
    plans.length > 1 && h("section", {}, h("h3", {}, t("plan")), h("ul", { class: "plain" }, planChecks)),
    h("section", {}, h("h3", {}, t("graph.links")), sureChoice(filters, changed), dashesNode()),
  );
}

function sureChoice(filters, changed) {
  const change = (event) => {
    note({ sure: event.target.value });
    changed();
  };
  const options = SURE.map((value) =>
    h("option", { value, selected: value === filters.sure }, t(`graph.sure.${value || "all"}`)),
  );
  const label = h("span", { class: "unseen" }, t("graph.sure"));
  return h("label", { class: "sure unprinted" }, label, h("select", { onchange: change }, options));
}

function dashesNode() {
  return h(
    "p",
    { class: "small faint" },
    h("span", { "aria-hidden": "true" }, "── "),
    t("graph.solid"),
    h("br", {}),
    h("span", { "aria-hidden": "true" }, "╌╌ "),
    t("graph.dashed"),
  );
}
