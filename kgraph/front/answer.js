// An answer on the page: the table first, and beside it whatever else fits; the notes below.
import { fill, freshId, h } from "./dom.js";
import { note } from "./state.js";
import { t } from "./words.js";
import { get, isOffline } from "./source.js";
import { problemNode } from "./problem.js";
import { barColumns, barsNode } from "./bars.js";
import { isThing } from "./cells.js";
import { chainsNode, hasChains } from "./chains.js";
import { copyButton, explanationNode } from "./explain.js";
import { downloadMenu } from "./download.js";
import { graphView } from "./graph.js";
import { heatTable } from "./heattable.js";
import { isMatrix, pivoted } from "./pivot.js";
import { answerTable } from "./table.js";

// The answer with its views; `parameters` are those it was asked with.
export function answerNode(answer, parameters, state) {
  const views = answerViews(answer, parameters);
  const panel = h("div", { role: "tabpanel", class: "panel", tabindex: 0, id: freshId("panel") });
  let now = null;
  const tabs = views.map((view, place) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: freshId("tab"),
        "aria-controls": panel.id,
        onclick: () => choose(view.name),
        onkeydown: (event) => move(event, place),
      },
      view.label,
    ),
  );

  function choose(name) {
    const place = Math.max(0, views.findIndex((view) => view.name === name));
    if (now !== null && views[place].name !== name) return;
    note({ show: place ? views[place].name : "" });
    now = views[place].name;
    tabs.forEach((tab, number) => {
      tab.setAttribute("aria-selected", number === place);
      tab.tabIndex = number === place ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", tabs[place].id);
    drawView(panel, views[place], () => now === views[place].name);
  }

  function move(event, place) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -place, End: tabs.length - 1 - place }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (place + step + tabs.length) % tabs.length;
    tabs[next].focus();
    choose(views[next].name);
  }

  choose(state.show ?? "table");
  const things = views.some((view) => view.name === "graph");
  return h(
    "div",
    {},
    h(
      "div",
      { class: "row answer-head unprinted" },
      h("div", { role: "tablist", class: "tabs", "aria-label": t("views") }, tabs),
      !isOffline() && h("div", { class: "row" }, copyButton(() => window.location.href, t("copy.link")), downloadMenu(parameters, things)),
    ),
    panel,
    answerNotes(answer.notes),
  );
}

async function drawView(panel, view, isShown) {
  fill(panel, h("p", { class: "faint" }, t("ask.busy")));
  try {
    const node = await view.node(panel);
    if (node && isShown()) fill(panel, node);
  } catch (error) {
    if (isShown()) fill(panel, problemNode(error));
  }
}

function answerViews(answer, parameters) {
  const { evidence, ...rest } = parameters;
  const things = answer.rows.some((row) => row.flat().some(isThing));
  const state = () => Object.fromEntries(new URLSearchParams(window.location.hash.split(/\?(.*)/s)[1] ?? ""));
  const table = () => (answer.rows.length ? answerTable(pivoted(answer), state()) : h("p", { class: "nothing" }, t("table.empty")));
  const graph = async (panel) => {
    const data = await get("graph", rest);
    fill(panel);
    await graphView(panel, data, { parameters: rest });
  };
  return [
    { name: "table", label: t("view.table"), node: table },
    hasChains(answer) && { name: "chains", label: t("view.chains"), node: () => chainsNode(answer) },
    isMatrix(answer) && { name: "matrix", label: t("view.matrix"), node: () => heatTable(answer) },
    barColumns(answer).length > 0 && { name: "bars", label: t("view.bars"), node: () => barsNode(answer, state()) },
    things && { name: "graph", label: t("view.graph"), node: graph },
    !isOffline() && { name: "explain", label: t("view.explain"), node: async () => explanationNode(await get("explain", rest)) },
  ].filter(Boolean);
}

function answerNotes(notes) {
  if (!notes.length) return "";
  return h("section", { class: "notes" }, h("h3", {}, t("notes")), h("ul", {}, notes.map(({ text }) => h("li", {}, text))));
}
