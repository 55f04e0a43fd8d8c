// The drawing of graphs: the global cytoscape, with the layout "fcose" registered.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

// Cytoscape puts a style sheet of its own into the page, which the page's content policy forbids, unless an element of
// this id is there. What the sheet says, that a graph's container has `position: relative`, our own sheet says.
const sheet = document.createElement("meta");
sheet.id = "__________cytoscape_stylesheet";
document.head.append(sheet);

cytoscape.use(fcose);
globalThis.cytoscape = cytoscape;
