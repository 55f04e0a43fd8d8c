// What hangs together with what: a matrix of two kinds, and pictures of where support goes.
import { announce, fill, freshId, h } from "./dom.js";
import { go, stateNow } from "./state.js";
import { t } from "./words.js";
import { isOffline } from "./source.js";
import { aboutNow } from "./about.js";
import { thingLink } from "./cells.js";
import { problemNode } from "./problem.js";
import { choiceField, fileLinks, freshContent, givenOf, kindOptions, referenceOf } from "./fresh.js";
import { heatLegend, heatMap } from "./heatmap.js";
import { pictureNode } from "./picture.js";

const USUAL_ROWS = ["FocusArea", "Effort", "Section", "SubStrategy", "OverallGoal", "Measure"];
const USUAL_COLUMNS = ["SDGGoal", "CrossCuttingGoal", "OverallGoal", "FocusArea"];
const MATRIX_FILES = [["excel", "CSV"], ["xlsx", "Excel (XLSX)"], ["svg", "SVG"], ["html", "HTML"], ["json", "JSON"]];
const LOOKS = ["matrix", "sankey", "sunburst"];

export async function showCoverage(place, state, anew) {
  const look = LOOKS.includes(state.show) && !isOffline() ? state.show : "matrix";
  if (anew || !place.querySelector(".covering")) fill(place, h("div", { class: "covering" }));
  const view = place.firstElementChild;
  const panel = h("div", { role: isOffline() ? null : "tabpanel", class: "panel", tabindex: 0, id: freshId("panel") });
  const focused = view.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
  // The offline file has no pictures: what they show is in its matrices.
  const tabs = isOffline() ? "" : lookTabs(look, panel);
  const content = await lookNode(place, look, state, anew).catch((error) => problemNode(error));
  if (!content) return;
  fill(view, h("h1", {}, t("nav.coverage")), h("p", { class: "faint" }, t("coverage.what")), tabs, fill(panel, content));
  if (focused) view.querySelector(`[data-key="${focused}"] select, [data-key="${focused}"]:is(button)`)?.focus();
}

// The matrices that the offline file has of the plan; a server makes any.
function matricesHere() {
  const { matrices, plans } = aboutNow();
  const plan = plans.length > 1 ? (stateNow().plan ?? "") : "";
  return (matrices ?? []).filter((each) => each.plans.includes(plan));
}

// The kinds of the matrix: those of the address, or what there is of the usual ones.
export function matrixOf(state) {
  const { kinds } = aboutNow();
  const here = matricesHere();
  if (here.length) return here.find((each) => each.rows === state.rows && each.columns === state.columns) ?? here[0];
  const plan = aboutNow().plans.find((each) => referenceOf(each) === state.plan);
  const own = aboutNow().kinds_in[plan?.iri] ?? [];
  // What the plan itself has, before what others have.
  const usual = (names) => names.find((name) => own.includes(name)) ?? names.find((name) => kinds[name]?.count > 0) ?? names[0];
  return givenOf({ rows: usual(USUAL_ROWS), columns: usual(USUAL_COLUMNS), ...givenOf(state, ["rows", "columns", "counted"]) }, ["rows", "columns", "counted"]);
}

// The fields that choose it; `changed` is called with what is new.
export function matrixFields(matrix, changed) {
  const { kinds } = aboutNow();
  if (isOffline()) {
    const matrices = matricesHere();
    const options = matrices.map((each, number) => [String(number), `${kinds[each.rows]?.plural} × ${kinds[each.columns]?.plural}`]);
    const now = String(matrices.findIndex((each) => each.rows === matrix.rows && each.columns === matrix.columns));
    return options.length > 1 ? choiceField(t("coverage.matrix"), options, now, (number) => changed(givenOf(matrices[number], ["rows", "columns"]))) : "";
  }
  const keyed = (key, node) => {
    node.dataset.key = key;
    return node;
  };
  const options = kindOptions();
  return [
    keyed("rows", choiceField(t("coverage.rows"), options, matrix.rows, (rows) => changed({ rows }))),
    keyed("columns", choiceField(t("coverage.columns"), options, matrix.columns, (columns) => changed({ columns }))),
    keyed("counted", choiceField(t("coverage.counted"), [["", t("coverage.usual")], ...options], matrix.counted ?? "", (counted) => changed({ counted }))),
    h("button", { type: "button", dataset: { key: "turn" }, onclick: () => changed({ rows: matrix.columns, columns: matrix.rows }) }, h("span", { "aria-hidden": "true" }, "⇄ "), t("coverage.turn")),
  ];
}

function lookTabs(look, panel) {
  const choose = (name) => {
    go({ show: name === "matrix" ? "" : name });
    announce(t(`coverage.${name}`));
  };
  const moved = (event, place) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = LOOKS[(place + step + LOOKS.length) % LOOKS.length];
    event.target.parentElement.querySelector(`[data-key="${next}"]`).focus();
    choose(next);
  };
  const tabs = LOOKS.map((name, place) => {
    const chosen = name === look;
    return h(
      "button",
      { type: "button", role: "tab", id: freshId("tab"), dataset: { key: name }, "aria-selected": String(chosen), "aria-controls": chosen ? panel.id : null, tabindex: chosen ? 0 : -1, onclick: () => choose(name), onkeydown: (event) => moved(event, place) },
      t(`coverage.${name}`),
    );
  });
  panel.setAttribute("aria-labelledby", tabs[LOOKS.indexOf(look)].id);
  return h("div", { role: "tablist", class: "tabs unprinted", "aria-label": t("views") }, tabs);
}

async function lookNode(place, look, state, anew) {
  const given = givenOf(state, ["plan", "basis"]);
  if (look !== "matrix") {
    const { view } = place.dataset;
    const picture = await pictureNode(look, given);
    const gone = place.dataset.view !== view || (stateNow().show ?? "") !== look;
    return gone ? null : [fileLinks("export", given, [[look, "SVG"]]), picture];
  }
  const asked = matrixOf(state);
  const fields = h("div", { class: "row bar-of-tools unprinted" }, matrixFields(asked, (changes) => go(changes)), h("button", { type: "button", onclick: () => window.print() }, t("print")));
  let matrix;
  try {
    matrix = await freshContent(place, "coverage", { ...asked, ...given }, anew);
  } catch (error) {
    return [fields, problemNode(error)];
  }
  if (!matrix) return null;
  fields.append(fileLinks("coverage", { ...asked, ...given }, MATRIX_FILES));
  const chosen = h("div", { role: "status" });
  const opened = (row, column) => fill(chosen, countedNode(matrix, row, column));
  return [fields, h("h2", {}, matrix.title), h("p", {}, matrix.summary), heatLegend(matrix), heatMap(matrix, { opened }), chosen, !isOffline() && h("p", { class: "faint small unprinted" }, t("coverage.open")), notesNode(matrix)];
}

// What a cell counts, where there is nobody to ask.
function countedNode(matrix, row, column) {
  const cell = matrix.cells[row][column];
  const things = matrix.answer.rows[row * matrix.columns.length + column].at(-1) ?? [];
  return h("div", { class: "card" }, h("p", {}, cell.words), h("ul", {}, things.map((thing) => h("li", {}, thingLink(thing)))));
}

function notesNode(matrix) {
  const notes = matrix.notes.filter((note) => note !== matrix.summary);
  return notes.length > 0 && h("section", { class: "notes" }, h("h3", {}, t("notes")), h("ul", {}, notes.map((note) => h("li", {}, note))));
}
