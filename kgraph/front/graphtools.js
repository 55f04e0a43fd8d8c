// The buttons of a graph: nearer, farther, all of it; a picture of what is shown, as PNG or SVG.
import { h, save } from "./dom.js";
import { t } from "./words.js";
import { fileAddress, isOffline } from "./source.js";
import { filtersNow } from "./legend.js";
import { referenceOf } from "./fresh.js";

const LARGEST = 8000;
// More boxes than this take the browser many seconds to arrange freely.
const MOST_FREE = 400;

// Make everything larger or smaller around the middle.
export function zoomGraph(graph, by) {
  graph.zoom({ level: graph.zoom() * by, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
}

// Bring all that is shown into the picture.
export function fitGraph(graph) {
  const shown = graph.nodes().not(".away");
  if (shown.length > 0) graph.fit(shown, 20);
}

// The buttons; `more` are those of the view that shows the graph, `parameters` are those that it was asked with.
export function graphTools(graph, { parameters, more = [] }) {
  const button = (key, act) => h("button", { type: "button", dataset: { key }, onclick: act }, t(key));
  return [
    button("graph.nearer", () => zoomGraph(graph, 1.3)),
    button("graph.farther", () => zoomGraph(graph, 1 / 1.3)),
    button("graph.whole", () => fitGraph(graph)),
    graph.nodes().length <= MOST_FREE && freeButton(graph),
    button("graph.png", () => savePng(graph)),
    parameters && !isOffline() && button("graph.svg", () => saveSvg(graph, parameters)),
    more,
  ];
}

// Free places by what is linked, or again those of the layers; boxes start from where they are, so that the same graph
// always looks the same.
function freeButton(graph) {
  const layers = new Map(graph.nodes().map((node) => [node.id(), { ...node.position() }]));
  const arrange = (event) => {
    const free = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", free);
    const how = { name: "fcose", randomize: false, animate: false, nodeSeparation: 60, idealEdgeLength: 180 };
    graph.layout(free ? how : { name: "preset", positions: (node) => layers.get(node.id()) }).run();
    fitGraph(graph);
  };
  return h("button", { type: "button", "aria-pressed": "false", dataset: { key: "graph.free" }, onclick: arrange }, t("graph.free"));
}

function savePng(graph) {
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const how = { output: "blob", bg: ground, full: true, scale: 2, maxWidth: LARGEST, maxHeight: LARGEST };
  save("kgraph.png", graph.png(how), "image/png");
}

// The server draws the things that are shown, with the links that are shown.
function saveSvg(graph, parameters) {
  const shown = graph.nodes().not(".away");
  const { sure } = filtersNow();
  const whole = shown.length === graph.nodes().length && parameters.thing === undefined;
  const things = whole ? {} : { thing: shown.map((node) => referenceOf(node.data())).sort() };
  const links = sure === "stated" ? { basis: "stated" } : { sure };
  const href = fileAddress("export", { format: "svg", ...parameters, ...things, ...links });
  h("a", { href, download: "kgraph.svg" }).click();
}
