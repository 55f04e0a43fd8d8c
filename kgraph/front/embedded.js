// What the offline file holds in place of a server, and what it answers from that.
import { t } from "./words.js";
import { cardOfHeld, graphOfHeld, matrixOfHeld, searchHeld, thingHeld } from "./held.js";

let content;

// The data of the offline file; null on a server's page.
export function embedded() {
  if (content === undefined) {
    const place = document.getElementById("kgraph-data");
    content = place === null ? null : unpacked(JSON.parse(place.textContent));
  }
  return content;
}

// Everything stands there once, the parts before the wholes: kgraph/showing/packing.py.
function unpacked({ shapes, values }) {
  const made = [];
  for (const held of values) {
    if (!Array.isArray(held)) made.push(held);
    else if (held[0] < 0) made.push(Object.fromEntries(shapes[-1 - held[0]].map((name, place) => [name, made[held[place + 1]]])));
    else made.push(held.map((place) => made[place]));
  }
  return made.at(-1);
}

// What the server would answer, from the data in the page; throws what the API calls a problem.
export function fromPage(path, parameters) {
  const found = ANSWERED[path]?.(embedded(), parameters) ?? null;
  if (found === null) throw unanswered(path, parameters);
  return found;
}

const ANSWERED = {
  about: (data, { lang }) => data.about[lang],
  queries: (data, { lang }) => data.queries?.[lang] ?? [],
  ask: (data, { question, lang }) => answerHeld(data, question, lang),
  search: (data, { text, kind, lang }) => searchHeld(data, text, kind, lang),
  thing: (data, { name, lang }) => cardOfHeld(data, thingHeld(data, name), lang),
  graph: (data, { thing, question, plan, lang }) => graphOfHeld(data, thing ?? pointedAt(question && answerHeld(data, question, lang)), plan, lang),
  plan: (data, { plan }) => data.plans?.[plan || Object.keys(data.plans)[0]],
  gaps: (data, { plan }) => data.gaps?.[partOf(data, plan)],
  coverage: (data, { plan, rows, columns }) => matrixOfHeld(data.coverage?.[partOf(data, plan)], rows, columns),
};

// A file of a single plan has it under no name.
function partOf(data, plan = "") {
  return plan === data.plan ? "" : plan;
}

// The answer to a saved question, or the things of a kind where it is all that is asked for.
function answerHeld(data, question, language) {
  const text = question.trim();
  const saved = data.answers?.find((answer) => answer.question === text);
  if (saved) return saved;
  const [kind, words] = Object.entries(data.about[language].kinds).find(([, each]) => each.plural === text) ?? [];
  if (kind === undefined) return null;
  const rows = data.things.filter((each) => each.kind === kind).map(({ iri, code, label }) => [{ iri, code, label, kind }]);
  return { question: words.plural, columns: [{ name: words.label, type: "thing" }], rows, total: rows.length, notes: [], sparql: "" };
}

// The IRIs of the things in the cells of an answer.
function pointedAt(answer) {
  return answer ? answer.rows.flat(2).filter((cell) => cell?.iri).map((cell) => cell.iri) : undefined;
}

function unanswered(path, { question, name, plan }) {
  const said = ["ask", "graph", "thing", "coverage", "gaps"].includes(path) ? t(`offline.${path}`, { question, name }) : t("offline.other");
  return Object.assign(new Error(said), { detail: said, hint: path === "ask" ? `kgraph ask "${question}"` : "" });
}
