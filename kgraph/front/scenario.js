// What if: changes to the plans, and coverage before and after them; nothing is saved but the address.
import { announce, fill, h } from "./dom.js";
import { addressOf, go, stateNow } from "./state.js";
import { languageNow, t } from "./words.js";
import { isOffline } from "./source.js";
import { awayForm, changeChips, changesOf, forgetNames, linkForm, valueForm } from "./changes.js";
import { comparedNode } from "./compared.js";
import { matrixFields, matrixOf } from "./coverage.js";
import { copyButton } from "./explain.js";
import { freshContent, givenOf } from "./fresh.js";
import { heatLegend, heatMap } from "./heatmap.js";
import { problemNode } from "./problem.js";

let supposing = null;

export async function showScenario(place, state, anew) {
  if (isOffline()) return fill(place, h("h1", {}, t("scenario.title")), h("p", {}, t("scenario.offline")));
  if (anew || supposing === null || !place.contains(supposing.node)) {
    if (supposing?.language !== languageNow()) forgetNames();
    supposing = buildScenario();
    fill(place, supposing.node);
  }
  const view = supposing;
  const matrix = matrixOf(state);
  const key = view.fields.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
  fill(view.fields, matrixFields(matrix, (changes) => go(changes)), h("button", { type: "button", onclick: () => window.print() }, t("print")));
  if (key) view.fields.querySelector(`[data-key="${key}"] select, button[data-key="${key}"]`)?.focus();
  const hash = window.location.hash;
  const chips = await changeChips(state);
  if (hash !== window.location.hash || view !== supposing) return undefined;
  fill(view.chips, chips ?? h("p", { class: "faint" }, t("scenario.start")));
  await showResult(place, view, state, matrix, anew);
  return undefined;
}

function buildScenario() {
  const view = { language: languageNow(), fields: h("div", { class: "row bar-of-tools unprinted" }), chips: h("div", { class: "row" }), result: h("div", { class: "result" }) };
  view.node = h(
    "div",
    { class: "scenario" },
    h("h1", {}, t("scenario.title")),
    h("p", { class: "faint" }, t("scenario.about")),
    h("div", { class: "changeforms unprinted" }, awayForm(), linkForm(), valueForm()),
    h("section", { "aria-label": t("scenario.changes") }, h("h2", {}, t("scenario.changes")), view.chips),
    view.fields,
    view.result,
  );
  return view;
}

async function showResult(place, view, state, matrix, anew) {
  const changes = changesOf(state);
  const parameters = { ...matrix, ...givenOf(state, ["plan", "basis"]) };
  const supposed = Object.keys(changes).length > 0;
  try {
    const found = await freshContent(place, supposed ? "scenario" : "coverage", { ...changes, ...parameters }, anew);
    if (!found) return;
    if (!supposed) fill(view.result, h("h2", {}, found.title), h("p", {}, found.summary), heatLegend(found), heatMap(found));
    else {
      fill(view.result, questionNode(found.question), comparedNode(found, stateNow()));
      announce(view.result.querySelector(".verdict p").textContent);
    }
  } catch (error) {
    fill(view.result, problemNode(error));
  }
}

// The scenario as a question that others can ask.
function questionNode(question) {
  return h(
    "div",
    { class: "card supposed" },
    h("p", { class: "small faint" }, t("scenario.question")),
    h("p", { class: "canonical" }, question),
    h("div", { class: "row unprinted" }, h("a", { class: "button", href: addressOf("ask", { question }) }, t("scenario.ask")), copyButton(() => question, t("scenario.copy")), copyButton(() => window.location.href, t("copy.link"))),
  );
}
