// Reads graphs as their tools do. For each line {"form", "text"} on standard input: a line {"nodes", "edges"}, or {"error"}.
import { createInterface } from "node:readline";
import cytoscape from "cytoscape";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<body></body>");
const known = { gexf: (text) => ofGraphology(gexf.parse(Graph, text)), graphml: (text) => ofGraphology(graphml.parse(Graph, text)), cytoscape: ofCytoscape, mermaid: ofMermaid };
let mermaid;

function ofGraphology(graph) {
  return {
    nodes: graph.mapNodes((id, data) => ({ id, ...data })),
    edges: graph.mapEdges((id, data, source, target) => ({ id, source, target, ...data })),
  };
}

function ofCytoscape(text) {
  const graph = cytoscape({ headless: true, styleEnabled: true, ...JSON.parse(text) });
  const dashed = (edge) => edge.style("line-style") === "dashed";
  return {
    nodes: graph.nodes().map((node) => ({ ...node.data(), ...node.position(), drawn: node.style("label") })),
    edges: graph.edges().map((edge) => ({ ...edge.data(), dashed: dashed(edge) })),
  };
}

async function ofMermaid(text) {
  if (!mermaid) {
    Object.assign(globalThis, { window, document: window.document });
    mermaid = (await import("mermaid")).default;
    mermaid.initialize({ startOnLoad: false, maxEdges: 100000, maxTextSize: 10000000 });
  }
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  // What stands for an entity is made one, and the browser reads it.
  const shown = (label) => {
    const element = window.document.createElement("p");
    element.innerHTML = label.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
    if (element.children.length) throw new Error(`not inert: ${element.innerHTML}`);
    return element.textContent;
  };
  return {
    nodes: [...db.getVertices().values()].map((node) => ({ id: node.id, label: shown(node.text), classes: node.classes })),
    edges: db.getEdges().map((edge) => ({ source: edge.start, target: edge.end, label: shown(edge.text), stroke: edge.stroke })),
    classes: Object.fromEntries([...db.getClasses()].map(([name, { styles }]) => [name, styles])),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { form, text } = JSON.parse(line);
  let found;
  try {
    found = await known[form](text);
  } catch (error) {
    found = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
process.exit(0);
