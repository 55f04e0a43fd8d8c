// What stands in the graph of the explore view: which links of which things have been put there, what was taken out.
import { listed } from "./state.js";
import { languageNow } from "./words.js";
import { get } from "./source.js";
import { referenceOf } from "./fresh.js";

// A thing with more links than this does not bring all of them along.
const MOST_AT_FIRST = 40;
const MOST_CARDS = 300;
const heldCards = new Map();

// The card of a thing, without what it lacks, which takes longer to find.
export function cardOf(name, basis) {
  const key = [languageNow(), basis, name].join("\n");
  if (!heldCards.has(key)) {
    if (heldCards.size > MOST_CARDS) heldCards.clear();
    const asked = get("thing", { name, basis, gaps: false });
    asked.catch(() => heldCards.delete(key));
    heldCards.set(key, asked);
  }
  return heldCards.get(key);
}

// What the graph grows from: each `CODE|link|direction`, or `CODE` for all of its links; of one thing without any.
export function seedsOf(state) {
  return listed(state.from).length ? listed(state.from) : [state.thing];
}

function seedOf(card, group) {
  return [referenceOf(card.thing), group.link, group.direction].join("|");
}

// A code may have a bar in it too: what comes after the last two is ours.
function seedParts(seed) {
  const [, name, link, direction] = seed.match(/^(.*)\|(\w*)\|(\w*)$/s) ?? [null, seed];
  return { name, link, direction };
}

// Which of a thing's links come along when its graph begins: all, or where they are many those of few.
export function atFirst(card) {
  let room = MOST_AT_FIRST;
  return [...card.links].sort((a, b) => a.things.length - b.things.length).filter((group) => {
    room -= group.things.length;
    return room >= 0;
  });
}

// Whether a group of links has been put into the graph.
export function isGrown(state, card, group) {
  const from = seedsOf(state);
  if (from.includes(seedOf(card, group))) return true;
  return from.includes(referenceOf(card.thing)) && atFirst(card).includes(group);
}

// The state with a group of links in the graph, or, where it is there, without it.
export function grownState(state, card, group) {
  const name = referenceOf(card.thing);
  const all = seedsOf(state);
  const from = all.flatMap((each) => (each === name ? atFirst(card).map((one) => seedOf(card, one)) : [each]));
  const seed = seedOf(card, group);
  if (from.includes(seed)) {
    const rest = from.filter((each) => each !== seed);
    // The thing itself stays, even where none of its links is left.
    return { from: rest.some((each) => seedParts(each).name === name) ? rest : [...rest, `${name}||`] };
  }
  const back = new Set(group.things.map((each) => referenceOf(each.thing)));
  return { from: [...from, seed], out: listed(state.out).filter((each) => !back.has(each)) };
}

// The state with all of a thing's links in the graph that come along at first.
export function expandedState(state, card) {
  return atFirst(card).reduce(
    (now, group) => {
      const here = { ...state, ...now };
      return isGrown(here, card, group) ? now : { ...now, ...grownState(here, card, group) };
    },
    { from: seedsOf(state) },
  );
}

// The things of the graph, without those that were taken out; the one whose card is shown is always among them.
export async function thingsIn(state) {
  const found = new Map();
  const parts = seedsOf(state).map(seedParts);
  const known = await Promise.all(parts.map(({ name }) => cardOf(name, state.basis)));
  parts.forEach(({ link, direction }, place) => {
    const card = known[place];
    const of = (group) => group.link === link && group.direction === direction;
    const groups = link === undefined ? atFirst(card) : card.links.filter(of);
    for (const thing of [card.thing, ...groups.flatMap((group) => group.things.map((each) => each.thing))]) {
      found.set(thing.iri, thing);
    }
  });
  const out = new Set(listed(state.out));
  for (const thing of [...found.values()]) if (out.has(referenceOf(thing))) found.delete(thing.iri);
  const { thing } = await cardOf(state.thing, state.basis);
  return [...found.set(thing.iri, thing).values()];
}
