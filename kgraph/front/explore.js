// Explore: any thing by its name, its card, and a graph that grows from it link by link.
import { announce, fill, h } from "./dom.js";
import { addressOf, go, listed, stateNow } from "./state.js";
import { languageNow, t } from "./words.js";
import { get } from "./source.js";
import { aboutNow } from "./about.js";
import { problemNode } from "./problem.js";
import { thingLink } from "./cells.js";
import { cardNode } from "./card.js";
import { searchBox } from "./search.js";
import { graphView } from "./graph.js";
import { thingBar } from "./graphbar.js";
import { thingText } from "./graphstyle.js";
import { cardOf, expandedState, grownState, isGrown, seedsOf, thingsIn } from "./grown.js";
import { referenceOf } from "./fresh.js";

// An address of more things than this is longer than servers take.
const MOST_THINGS = 1500;
let drawnKey = "";

// Show the view for a state.
export async function showExplore(place, state, anew) {
  if (anew || !place.querySelector(".explore")) {
    drawnKey = "";
    const chosen = (thing) => go({ thing: referenceOf(thing), from: "", out: "" });
    const down = { type: "button", class: "tograph small unprinted", onclick: () => toGraph(place) };
    fill(
      place,
      h("h1", {}, t("nav.explore")),
      searchBox({ label: t("explore.search"), chosen }),
      h("button", down, t("view.graph"), " ↓"),
      h("div", { class: "explore" }, h("div", { class: "side" }), h("div", { class: "picture" })),
    );
  }
  const side = place.querySelector(".side");
  const picture = place.querySelector(".picture");
  place.querySelector(".explore").classList.toggle("beginning", !state.thing);
  if (!state.thing) return begin(side, picture, beginnings());
  try {
    const card = await cardOf(state.thing, state.basis);
    if (!isNow(state)) return undefined;
    showCard(side, card, state);
    await drawGraph(picture, state, card);
  } catch (error) {
    if (isNow(state)) begin(side, picture, problemNode(error));
  }
  return undefined;
}

// On a narrow screen the graph stands below the card.
function toGraph(place) {
  place.querySelector(".picture").scrollIntoView();
  place.querySelector(".canvas")?.focus();
}

function isNow(state) {
  const now = stateNow();
  return now.view === state.view && now.thing === state.thing && now.basis === state.basis;
}

function begin(side, picture, content) {
  drawnKey = "";
  side.shown = null;
  fill(picture);
  fill(side, content);
}

function beginnings() {
  const kinds = Object.values(aboutNow().kinds).filter((kind) => kind.count > 0);
  const kindItem = ({ plural, count }) => h(
    "li",
    {},
    h("a", { href: addressOf("ask", { question: plural }) }, plural),
    " ",
    h("span", { class: "faint" }, count),
  );
  return [
    h("h2", {}, t("explore.plans")),
    h("ul", {}, aboutNow().plans.map((plan) => h("li", {}, thingLink(plan)))),
    h("h2", {}, t("explore.kinds")),
    h("ul", { class: "plain columns" }, kinds.map(kindItem)),
  ];
}

// The card; where it is there already it stays as it is, with whatever has been opened in it, but for its buttons.
function showCard(side, card, state) {
  if (side.shown === card && side.querySelector(".thing")) {
    for (const button of side.querySelectorAll(".grow")) button.mark();
    return;
  }
  const within = side.contains(document.activeElement);
  const lacks = get("thing", { name: state.thing, basis: state.basis }).then((found) => found.gaps ?? []);
  const grow = (group) => growBy(card, group);
  fill(side, cardNode(card, { grown: (group) => isGrown(stateNow(), card, group), grow, gaps: lacks }));
  if (within) side.querySelector("h2").focus();
  if (side.shown) announce(thingText(card.thing));
  side.shown = card;
}

function growBy(card, group) {
  const state = stateNow();
  const said = { number: group.things.length, link: group.label };
  announce(isGrown(state, card, group) ? t("explore.shrunk", said) : t("explore.grown", said));
  go(grownState(state, card, group));
}

// Take a thing out of the graph; where its card is the one that is shown, that of another comes in its place.
async function takeOut(thing) {
  const state = stateNow();
  const name = referenceOf(thing);
  const left = (await thingsIn(state)).filter((each) => each.iri !== thing.iri);
  if (!left.length) return;
  const shown = await cardOf(state.thing, state.basis);
  const next = left.find((each) => seedsOf(state).some((seed) => seed.split("|")[0] === referenceOf(each))) ?? left[0];
  announce(t("explore.out", { thing: thing.label }));
  go({
    from: seedsOf(state),
    out: [...new Set([...listed(state.out), name])],
    thing: shown.thing.iri === thing.iri ? referenceOf(next) : state.thing,
  });
}

function barOf(card, alone) {
  return thingBar(card, {
    grown: (group) => isGrown(stateNow(), card, group),
    grow: (group) => growBy(card, group),
    expand: () => go(expandedState(stateNow(), card)),
    remove: !alone && (() => takeOut(card.thing)),
  });
}

async function drawGraph(place, state, card) {
  const things = await thingsIn(state);
  if (things.length > MOST_THINGS) {
    drawnKey = "";
    fill(place, h("p", { class: "card" }, t("explore.many", { number: things.length, most: MOST_THINGS })));
    return;
  }
  const parameters = { thing: things.map(referenceOf).sort(), basis: state.basis };
  const key = JSON.stringify([languageNow(), parameters]);
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const bar = barOf(card, things.length === 1);
  const canvas = place.querySelector(".canvas");
  if (key === drawnKey && canvas?.graph) canvas.again(card.thing.iri, bar);
  else {
    drawnKey = key;
    const data = await get("graph", parameters);
    if (key !== drawnKey) return;
    const options = { open, bar, chosen: card.thing.iri, parameters, remove: takeOut, expand, more: backButton(state) };
    await graphView(place, data, options);
  }
  if (focused && !focused.isConnected) focusAgain(place, focused.dataset.key);
}

// Whoever used the keys goes on from where they were; `entered` says that the keys opened the thing.
function open(thing, entered) {
  const state = stateNow();
  const now = referenceOf(thing);
  if (state.thing !== now) go({ thing: now, from: seedsOf(state) });
  if (entered) waitForBar(now);
}

async function waitForBar(name) {
  const { thing } = await cardOf(name, stateNow().basis);
  for (let tries = 0; tries < 50; tries += 1) {
    const bar = document.querySelector(".chosen-bar");
    if (bar?.querySelector("strong")?.textContent.startsWith(thing.label)) {
      bar.querySelector("button")?.focus();
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

async function expand(thing) {
  const card = await cardOf(referenceOf(thing), stateNow().basis);
  const state = { ...stateNow(), from: seedsOf(stateNow()) };
  go({ thing: referenceOf(thing), ...expandedState(state, card) });
}

function backButton(state) {
  const out = listed(state.out);
  const back = () => go({ out: "" });
  return out.length > 0 && h("button", { type: "button", onclick: back }, t("explore.back", { number: out.length }));
}

function focusAgain(place, key) {
  const same = key && [...place.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  (same || place.querySelector(".canvas"))?.focus();
}
