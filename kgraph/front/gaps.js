// What the plans want, require or promise, and nothing serves: all of it, narrowed as the reader likes.
import { announce, fill, freshId, h, later } from "./dom.js";
import { note } from "./state.js";
import { t } from "./words.js";
import { aboutNow, kindLabel } from "./about.js";
import { amountText } from "./cells.js";
import { choiceField, fileLinks, freshContent, givenOf } from "./fresh.js";
import { SEVERITIES, gapGroups, judgedNode, levelsNode, ruleTitle, severitySign } from "./gaplist.js";

const GAP_FILES = [["csv", "CSV"], ["xlsx", "Excel (XLSX)"], ["markdown", "Markdown"], ["json", "JSON"]];

export async function showGaps(place, state, anew) {
  const found = await freshContent(place, "gaps", givenOf(state, ["plan", "basis"]), anew);
  if (found) fill(place, gapsView(found, state));
}

function gapsView(found, state) {
  const chosen = { severity: state.severity ?? "", rule: state.rule ?? "", kind: state.kind ?? "", find: state.find ?? "" };
  const plan = aboutNow().plans.find((each) => (each.code ?? each.iri) === state.plan);
  const list = h("div", {});
  const said = h("p", { class: "faint" });
  const severities = h("ul", { class: "plain severities", "aria-label": t("gaps.severity") });
  const files = h("div", {});
  const narrowed = (...names) => found.gaps.filter((gap) => names.every((name) => !chosen[name] || fits(gap, name, chosen[name])));

  function draw() {
    const shown = narrowed("severity", "rule", "kind", "find");
    const numbers = { number: amountText(shown.length), whole: amountText(found.gaps.length) };
    said.textContent = shown.length === 1 ? t("gaps.shown.one", numbers) : t("gaps.shown", numbers);
    fill(severities, SEVERITIES.map((name) => severityButton(name, narrowed("rule", "kind", "find").filter((gap) => gap.severity === name).length)));
    fill(list, shown.length ? gapGroups(shown, Boolean(chosen.rule || chosen.find)) : h("p", { class: "nothing" }, found.gaps.length ? t("gaps.filtered") : t("gaps.none")));
    fill(files, fileLinks("gaps", gapFileParameters(chosen, state, found), GAP_FILES));
  }

  function severityButton(name, number) {
    const press = () => {
      change({ severity: chosen.severity === name ? "" : name });
      severities.querySelector(`.${name} button`).focus();
    };
    const inside = [severitySign(name, t(`severities.${name}`)), h("strong", { class: "big" }, amountText(number))];
    return h("li", { class: name }, h("button", { type: "button", "aria-pressed": String(chosen.severity === name), onclick: press }, inside));
  }

  function change(changes) {
    Object.assign(chosen, changes);
    note(chosen);
    draw();
    announce(said.textContent);
  }

  const kinds = [...new Set(found.gaps.map((gap) => gap.thing.kind))].map((kind) => [kind, kindLabel(kind)]).sort(([, one], [, other]) => one.localeCompare(other));
  const rules = [...new Set(found.gaps.map((gap) => gap.rule))].map((rule) => [rule, ruleTitle(rule)]);
  const id = freshId("find");
  const typed = later(200, (find) => change({ find }));
  draw();
  return [
    h("h1", {}, plan ? t("gaps.in", { plan: plan.label }) : t("gaps.title")),
    severities,
    h(
      "div",
      { class: "row bar-of-tools unprinted" },
      choiceField(t("gaps.rule"), [["", t("gaps.rule.all")], ...rules], chosen.rule, (rule) => change({ rule })),
      choiceField(t("gaps.kind"), [["", t("gaps.kind.all")], ...kinds], chosen.kind, (kind) => change({ kind })),
      h("label", { class: "field", for: id }, h("span", {}, t("gaps.find")), h("input", { type: "search", id, value: chosen.find, oninput: (event) => typed(event.target.value) })),
      h("button", { type: "button", onclick: () => window.print() }, t("print")),
      files,
    ),
    said,
    list,
    judgedNode(found.not_relevant),
    levelsNode(found.coverage),
  ];
}

function fits(gap, name, value) {
  if (name === "severity") return gap.severity === value;
  if (name === "rule") return gap.rule === value;
  if (name === "kind") return gap.thing.kind === value;
  const text = [gap.thing.label, gap.thing.code, gap.reason, ...gap.witness.flatMap((each) => [each.label, each.code])].join(" ").toLowerCase();
  return value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

// A file has the gaps of the chosen rule, or of the rules that are so severe.
function gapFileParameters({ rule, severity, kind }, state, found) {
  const severe = [...new Set(found.gaps.filter((gap) => gap.severity === severity).map((gap) => gap.rule))];
  return { ...givenOf(state, ["plan", "basis"]), kind, rule: rule ? [rule] : severe };
}
