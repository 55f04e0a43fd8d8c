// How things and links look in a graph: the same colours, outlines and dashes as in pictures and reports.
import { aboutNow, kindLabel } from "./about.js";

// As large as the boxes for which the server has found places.
const BOX_WIDE = 168;
// What there is no room to draw as a box.
const DOT = 18;
// kgraph/drawing/network.py: what is above and below the lines of a name, and how much a line takes.
const HEAD_AND_EDGES = 23;
const LINE_TALL = 12.4;
const LETTERS_A_LINE = 28;
// No line has room for such a word, which may break anywhere.
const LONG_WORD = /\S{26}/;

// Whether the page is dark.
export function isDark() {
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

// The colour of a kind or of a link on the page as it is now; on paper it is light.
export function colourOf(word) {
  return word?.colour?.[isDark() && !onPaper ? "dark" : "light"] ?? "#7d8590";
}

// The same as a style that follows the page by itself.
export function colourStyle(word) {
  return word?.colour ? `light-dark(${word.colour.light}, ${word.colour.dark})` : "#7d8590";
}

let onPaper = false;
const watching = new Map();

function lookAgain() {
  for (const [element, call] of watching) {
    if (element.isConnected) call();
    else watching.delete(element);
  }
}

function printing(event) {
  onPaper = event.type === "beforeprint";
  lookAgain();
}

// Call a function when the page turns dark or light, or goes to paper, for as long as an element is on it.
export function onLook(element, call) {
  if (watching.size === 0) {
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", lookAgain);
    window.addEventListener("beforeprint", printing);
    window.addEventListener("afterprint", printing);
  }
  watching.set(element, call);
}

function paper() {
  // The style sheet is that of the screen while a page is made ready for paper.
  if (onPaper) return { paper: "#ffffff", ink: "#1b1f24", faint: "#57606a", accent: "#1f5590" };
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "faint", "accent"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// The style sheet of the graph, as Cytoscape takes it.
export function graphStyle() {
  const { paper: ground, ink, faint, accent } = paper();
  const about = aboutNow();
  const kind = (node) => about.kinds[node.data("kind")];
  const link = (edge) => about.links[edge.data("link")];
  return [
    {
      selector: "node",
      style: {
        shape: "polygon",
        "shape-polygon-points": (node) => kind(node)?.shape ?? [-1, -1, 1, -1, 1, 1, -1, 1],
        width: (node) => (node.data("tall") ? BOX_WIDE : DOT),
        height: (node) => node.data("tall") || DOT,
        "background-color": ground,
        "border-width": 2,
        "border-color": (node) => colourOf(kind(node)),
        label: boxText,
        color: ink,
        "font-size": 11,
        "text-wrap": "wrap",
        "text-overflow-wrap": (node) => (LONG_WORD.test(node.data("label")) ? "anywhere" : "whitespace"),
        "text-max-width": BOX_WIDE - 22,
        "text-valign": "center",
        "text-halign": "center",
        "min-zoomed-font-size": 5,
      },
    },
    {
      selector: "edge",
      style: {
        width: (edge) => (edge.data("basis") === "structure" ? 1 : 1.6),
        "line-color": (edge) => colourOf(link(edge)),
        "target-arrow-color": (edge) => colourOf(link(edge)),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        "line-style": (edge) => (edge.data("basis") === "inferred" ? "dashed" : "solid"),
        "line-dash-pattern": [6, 4],
        "font-size": 10,
        color: faint,
        "text-background-color": ground,
        "text-background-opacity": 0.9,
        "text-background-padding": 2,
      },
    },
    {
      selector: "node[tall = 0]",
      style: { "text-valign": "bottom", "font-size": 9, "text-max-width": 90, "min-zoomed-font-size": 7 },
    },
    {
      selector: "node.chosen",
      style: { "border-width": 4, "border-color": accent, "font-weight": "bold", "z-index": 9 },
    },
    { selector: "edge.near", style: { width: 2.6, label: "data(label)", "z-index": 8 } },
    { selector: ".away", style: { display: "none" } },
  ];
}

// As much of a name as its box has lines for, and the code below; the card has all of it.
function boxText(node) {
  const { label, code, tall } = node.data();
  const most = Math.max(1, Math.round(((tall || 48) - HEAD_AND_EDGES) / LINE_TALL)) * LETTERS_A_LINE;
  const cut = label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label;
  return [cut, code].filter(Boolean).join("\n");
}

// What a reader of the screen is told of a thing.
export function thingText({ label, code, kind }) {
  return `${[label, code].filter(Boolean).join(", ")} (${kindLabel(kind)})`;
}
