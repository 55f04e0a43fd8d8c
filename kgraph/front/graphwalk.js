// Walking in a graph with the keys: arrows from box to box, Enter for what can be done with one.
import { zoomGraph } from "./graphtools.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEARER_BY_KEY = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };

// Hear the keys of a canvas: `choose(node)` marks a box, `open(node)` and `remove(node)` are called for the marked one.
export function walkable(canvas, graph, { choose, open, remove }) {
  canvas.addEventListener("keydown", (event) => {
    if (event.target !== canvas || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = graph.nodes(".chosen").not(".away")[0];
    if (event.key in STEPS) {
      const next = now ? nearest(graph, now, STEPS[event.key]) : graph.nodes().not(".away")[0];
      if (next) {
        choose(next);
        graph.center(next);
      }
    } else if (event.key === "Enter" && now) open(now);
    else if (event.key === "Delete" && now && remove) remove(now);
    else if (event.key in NEARER_BY_KEY) zoomGraph(graph, NEARER_BY_KEY[event.key]);
    else return;
    event.preventDefault();
  });
}

// The nearest box in a direction: what lies ahead counts once, what lies aside twice.
function nearest(graph, from, [right, down]) {
  const here = from.position();
  let best = null;
  let least = Infinity;
  graph.nodes().not(".away").forEach((node) => {
    const { x, y } = node.position();
    const ahead = (x - here.x) * right + (y - here.y) * down;
    const aside = Math.abs((x - here.x) * down) + Math.abs((y - here.y) * right);
    if (ahead > 1 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = node;
    }
  });
  return best;
}
