// A graph on a page of its own, as part of another page: the picture, and the card of the thing that is chosen.
import { fill, h } from "./dom.js";
import { go } from "./state.js";
import { t } from "./words.js";
import { get } from "./source.js";
import { cardNode } from "./card.js";
import { graphView } from "./graph.js";
import { problemNode } from "./problem.js";

// Show the view for a state.
export async function showAlone(place, state, anew) {
  if (anew) {
    const picture = h("div", { class: "picture" });
    fill(place, h("h1", { class: "unseen" }, t("view.graph")), picture, h("div", { class: "side" }));
    await graphView(picture, await get("graph"), { open: (thing) => go({ thing: thing.code ?? thing.iri }), chosen: state.thing });
  }
  const side = place.querySelector(".side");
  if (!state.thing) return;
  const card = await get("thing", { name: state.thing }).then((found) => cardNode(found), problemNode);
  fill(side, card);
}
