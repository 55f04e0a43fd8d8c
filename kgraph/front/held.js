// Cards, searches, graphs and matrices, made in the page from what the offline file holds.

// The same rules as those of the server: kgraph/showing/{cards,names,elements}.py.
const MOST_FOUND = 50;
// How far apart boxes stand, and how many of them at least in a column.
const STEP_ACROSS = 242;
const GAP_DOWN = 14;
const USUAL_TALL = 58;
const LEAST_IN_COLUMN = 9;
const indexes = new WeakMap();

// What is looked up, made when it is first needed: things by their names, and the links of each.
function indexOf(data) {
  if (!indexes.has(data)) {
    const byName = new Map();
    const remember = (name, number) => name && !byName.has(name) && byName.set(name, number);
    for (const key of ["iri", "code", "label"]) data.things.forEach((each, number) => remember(each[key], number));
    const out = data.things.map(() => []);
    const into = data.things.map(() => []);
    for (const link of data.links) {
      out[link[0]].push(link);
      into[link[1]].push(link);
    }
    const keys = data.names.map(([, name]) => normalName(name));
    indexes.set(data, { byName, out, into, keys });
  }
  return indexes.get(data);
}

function plainThing({ iri, code, label, kind }) {
  return { iri, code, label, kind };
}

// The number of the thing that is called so: its code, name or IRI; undefined without one.
export function thingHeld(data, name) {
  return indexOf(data).byName.get(name);
}

// ---- cards

export function cardOfHeld(data, number, language) {
  if (number === undefined) return null;
  const { byName, out, into } = indexOf(data);
  const words = data.about[language];
  const thing = data.things[number];
  const groups = [...linkGroups(data, out[number], "out", words), ...linkGroups(data, into[number], "in", words)];
  return {
    thing: plainThing(thing),
    kind: words.kinds[thing.kind]?.label ?? thing.kind,
    place: thing.above.filter((whole) => byName.has(whole.iri)),
    parts: groups.find((group) => group.link === "partOf" && group.direction === "in")?.things.map((each) => each.thing) ?? [],
    facts: thing.facts.map(([field, values, from]) => ({ field, name: words.fields[field].label, type: words.fields[field].type, currency: words.fields[field].currency, values, from })),
    links: groups,
    gaps: thing.lacks,
  };
}

// The links that lead one way, by kind of link in the order of the ontology.
function linkGroups(data, links, direction, words) {
  const groups = Object.entries(words.links).map(([link, word]) => ({
    link,
    label: direction === "out" ? word.label : word.inverse || word.label,
    direction,
    thread: word.thread,
    things: links
      .filter((each) => each[2] === link)
      .map((each) => [each[direction === "out" ? 1 : 0], each])
      .sort(([one], [other]) => one - other)
      .map(([end, [, , , basis, confidence, evidence]]) => ({ thing: plainThing(data.things[end]), basis, confidence, evidence })),
  }));
  return groups.filter((group) => group.things.length > 0);
}

// ---- finding

// A name as it is looked up: any case, a hyphen is a blank.
function normalName(text) {
  return text.normalize("NFC").toLowerCase().replaceAll("-", " ").split(/\s+/).filter(Boolean).join(" ");
}

// The things that are called so, best first: the whole of a name, its beginning, the beginning of a word, any part.
export function searchHeld(data, text, kind, language) {
  const wanted = normalName(text);
  if (!wanted) return [];
  const { keys } = indexOf(data);
  const inWords = wanted.split(" ");
  const ranks = [
    (key) => key === wanted,
    (key) => key.startsWith(wanted),
    (key) => key.endsWith(`:${wanted}`),
    (key) => startsWord(key, wanted),
    (key) => key.includes(wanted),
    (key) => inWords.every((word) => key.includes(word)),
  ];
  const kinds = data.about[language].kinds;
  const fits = (thing) => !kind || [thing.kind, kinds[thing.kind]?.label, kinds[thing.kind]?.plural].includes(kind);
  const found = new Map();
  for (const rank of ranks) {
    for (const [place, [number, written]] of data.names.entries()) {
      if (found.size === MOST_FOUND) break;
      if (!found.has(number) && rank(keys[place]) && fits(data.things[number])) found.set(number, written);
    }
  }
  return [...found].map(([number, match]) => ({ thing: plainThing(data.things[number]), place: data.things[number].above, match }));
}

function startsWord(key, wanted) {
  for (let place = key.indexOf(wanted); place >= 0; place = key.indexOf(wanted, place + 1)) {
    if (!/[\p{L}\p{N}]/u.test(key[place - 1] ?? " ")) return true;
  }
  return false;
}

// ---- graphs

// The things of these names and the links among them; without names those of a plan, or all.
export function graphOfHeld(data, names, plan, language) {
  const { byName } = indexOf(data);
  const words = data.about[language];
  const chosen = names && new Set([names].flat().map((name) => byName.get(name)).filter((number) => number !== undefined));
  const whole = plan && data.things[byName.get(plan)]?.iri;
  const shown = data.things.map((thing, number) => (chosen ? chosen.has(number) : !whole || thing.plan === whole));
  const things = data.things.filter((_, number) => shown[number]);
  const places = things.length === data.things.length ? things : placedHeld(things, data.layers);
  const nodes = things.map((thing, number) => ({ ...plainThing(thing), plan: thing.plan, x: places[number].x, y: places[number].y, tall: places[number].tall }));
  const edges = data.links
    .filter(([start, end]) => shown[start] && shown[end])
    .map(([start, end, link, basis, confidence]) => {
      const [source, target] = [data.things[start].iri, data.things[end].iri];
      const { label, thread } = words.links[link] ?? { label: link, thread: false };
      return { id: `${source} ${link} ${target}`, source, target, link, label, basis, confidence, thread };
    });
  return { nodes, edges, layers: data.layers, part: data.part };
}

// Columns from left to right by layer, within them the order of the whole picture; long layers have several columns.
function placedHeld(things, layers) {
  const most = Math.max(LEAST_IN_COLUMN, Math.round(2.2 * Math.sqrt(things.length)));
  const columns = layers.flatMap((kinds) => {
    const inside = things.filter((thing) => kinds.includes(thing.kind)).sort((one, other) => one.x - other.x || one.y - other.y);
    const count = Math.ceil(inside.length / most);
    const starts = Array.from({ length: count + 1 }, (_, part) => Math.round((inside.length * part) / count));
    return starts.slice(1).map((end, part) => inside.slice(starts[part], end));
  });
  const spread = (column) => column.reduce((sum, thing) => sum + (thing.tall || USUAL_TALL) + GAP_DOWN, 0);
  const deepest = Math.max(...columns.map(spread), 0);
  const places = new Map();
  columns.forEach((column, across) => {
    let top = (deepest - spread(column)) / 2;
    for (const thing of column) {
      const tall = thing.tall || USUAL_TALL;
      places.set(thing, { x: across * STEP_ACROSS, y: top + tall / 2, tall });
      top += tall + GAP_DOWN;
    }
  });
  return things.map((thing) => places.get(thing) ?? { x: 0, y: 0, tall: 0 });
}

// ---- matrices

// The matrix of two kinds, each cell with the words for who cannot see where it stands.
export function matrixOfHeld(matrices, rows, columns) {
  const found = matrices?.find(({ of }) => of[0] === rows && of[1] === columns);
  if (!found) return null;
  const named = ({ label, code }) => (code ? `${label} (${code})` : label);
  const cells = found.cells.map((squares, row) =>
    squares.map((cell, column) => ({ ...cell, words: `${named(found.rows[row])} × ${named(found.columns[column])}: ${cell.words}` })),
  );
  return { ...found, cells };
}
