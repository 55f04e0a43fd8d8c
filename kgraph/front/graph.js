// A graph to look at and walk in: boxes in layers by kind, where the server has placed them; links between.
import { announce, fill, freshId, h } from "./dom.js";
import { go, note } from "./state.js";
import { t } from "./words.js";
import { loadVendor } from "./source.js";
import { filtersNow, isShown, isSure, legendNode } from "./legend.js";
import { linkBar, plainBar } from "./graphbar.js";
import { graphTable } from "./graphtable.js";
import { graphStyle, onLook, thingText } from "./graphstyle.js";
import { fitGraph, graphTools } from "./graphtools.js";
import { walkable } from "./graphwalk.js";
import { referenceOf } from "./fresh.js";

// Letters of a smaller picture cannot be read.
const READABLE = 0.75;
// Beyond so many boxes every link is drawn straight, which is quicker.
const MANY_BOXES = 400;

function elementsOf(data) {
  const nodes = data.nodes.map(({ x, y, ...rest }) => (
    { group: "nodes", data: { id: rest.iri, ...rest }, position: { x, y } }
  ));
  return [...nodes, ...data.edges.map((edge) => ({ group: "edges", data: edge }))];
}

function styleOf(data) {
  const straight = [{ selector: "edge", style: { "curve-style": "haystack" } }];
  return [...graphStyle(), ...(data.nodes.length > MANY_BOXES ? straight : [])];
}

// Draw a graph in a place. `open(thing)` is called for a box that is tapped or chosen by Enter; without it a bar tells
// of the box, and Enter shows its card. `expand(thing)` is called for a double click, `remove(thing)` for Delete;
// `chosen` is the IRI of the one that is marked, `bar` stands above the picture, `more` are further buttons, and
// `parameters` are those that the API made the graph from, for downloads.
export async function graphView(place, data, options = {}) {
  const told = freshId("told");
  const label = t("graph.label", { things: data.nodes.length, links: data.edges.length });
  const names = { role: "application", "aria-label": label, "aria-describedby": told };
  const canvas = h("div", { class: "canvas", tabindex: 0, ...names });
  const legend = h("div", {});
  const bar = h("div", { class: "bar-place unprinted" }, options.bar);
  const tools = h("div", { class: "row tools unprinted" });
  const nothing = h("p", { class: "hidden-all", hidden: true });
  const cytoscape = await loadVendor("cytoscape");
  fill(
    place,
    h(
      "div",
      { class: "graph" },
      tools,
      bar,
      h("div", { class: "graph-body" }, h("div", { class: "ground" }, canvas, nothing), legend),
      h("p", { class: "small faint unprinted", id: told }, options.remove ? t("graph.keys.more") : t("graph.keys")),
      graphTable(data),
    ),
  );
  canvas.style.height = tallEnough(canvas, data);
  const graph = cytoscape({
    container: canvas,
    elements: elementsOf(data),
    layout: { name: "preset" },
    style: styleOf(data),
    minZoom: 0.02,
    maxZoom: 3,
    boxSelectionEnabled: false,
    autoungrabify: true,
  });

  function choose(node, tell = true) {
    graph.elements().removeClass("chosen near");
    node.addClass("chosen");
    if (node.isNode()) node.connectedEdges().addClass("near");
    if (tell && node.isNode()) announce(thingText(node.data()));
  }

  function filter() {
    const filters = filtersNow();
    graph.batch(() => {
      graph.nodes().forEach((node) => { node.toggleClass("away", !isShown(node.data(), filters)); });
      graph.edges().forEach((edge) => { edge.toggleClass("away", !isSure(edge.data(), filters)); });
    });
    nothing.hidden = graph.nodes().not(".away").length > 0;
    fill(nothing, t("graph.hidden"), " ", h("button", { type: "button", onclick: unfilter }, t("graph.unfilter")));
  }

  function unfilter() {
    note({ hide: "", hideplan: "", sure: "" });
    sync();
    canvas.focus();
  }

  // The filters as the address has them, on the picture and in the legend.
  function sync() {
    fill(legend, legendNode(data, filter));
    filter();
  }

  const card = (thing) => go({ view: "explore", thing: referenceOf(thing) });
  walkable(canvas, graph, {
    choose,
    open: (node) => (options.open ?? card)(node.data(), true),
    remove: options.remove && ((node) => options.remove(node.data())),
  });
  graph.on("tap", "node", (event) => {
    choose(event.target, false);
    if (options.open) options.open(event.target.data(), false);
    else fill(bar, plainBar(event.target.data()));
  });
  graph.on("dbltap", "node", (event) => (options.expand ?? card)(event.target.data()));
  graph.on("tap", "edge", async ({ target: edge }) => {
    choose(edge);
    edge.addClass("near");
    const ends = [edge.source().data(), edge.target().data()];
    fill(bar, await linkBar(edge.data(), ...ends, options.parameters?.basis).catch(() => ""));
  });
  fill(tools, graphTools(graph, options));
  sync();
  onLook(canvas, () => {
    graph.style(styleOf(data));
    sync();
  });
  if (options.chosen) graph.getElementById(options.chosen).forEach((node) => choose(node, false));
  fitGraph(graph);
  readable(graph, options.chosen);
  // Whoever tests the page, or writes in the console, finds the graph here.
  canvas.graph = graph;
  canvas.again = (iri, node) => {
    graph.getElementById(iri).forEach((each) => choose(each, false));
    fill(bar, node);
    sync();
  };
  return graph;
}

// The height that shows the whole at the width that there is, within reason; the style sheet says what is too much.
function tallEnough(canvas, { nodes }) {
  const spread = (name) => {
    const places = nodes.map((node) => node[name]);
    return places.reduce((a, b) => Math.max(a, b), -Infinity) - places.reduce((a, b) => Math.min(a, b), Infinity) + 200;
  };
  const scale = Math.min(1, canvas.clientWidth / spread("x"));
  return `${Math.round(Math.max(scale, READABLE) * spread("y"))}px`;
}

// Where the whole would be too small to read, what was chosen is looked at, or the beginning.
function readable(graph, chosen) {
  if (graph.zoom() >= READABLE || graph.nodes().length === 0) return;
  graph.zoom(READABLE);
  const node = chosen ? graph.getElementById(chosen) : graph.nodes()[0];
  graph.center(node.length ? node : graph.nodes()[0]);
}
