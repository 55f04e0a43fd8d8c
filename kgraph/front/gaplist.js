// The gaps by rule: what each rule advises, and each gap with its reason and what shows it.
import { h } from "./dom.js";
import { addressOf } from "./state.js";
import { languageNow, t } from "./words.js";
import { aboutNow, kindLabel } from "./about.js";
import { dayText, thingLink } from "./cells.js";
import { lightSign } from "./lights.js";
import { referenceOf } from "./fresh.js";

export const SEVERITIES = ["error", "warning", "note"];
const FIRST_GAPS = 6;
const SIGN_OF = { error: "lacking", warning: "partly", note: "unasked" };

// A rule by its name, in words.
export function ruleTitle(name) {
  return aboutNow().rules.find((rule) => rule.name === name)?.title ?? name;
}

// The sign of a severity and what it is called.
export function severitySign(severity, text = t(`severity.${severity}`)) {
  return h("span", { class: `severity ${severity}` }, lightSign(SIGN_OF[severity] ?? "unasked"), text);
}

// The gaps in groups; of each the first few, unless `whole`.
export function gapGroups(gaps, whole) {
  const groups = new Map();
  for (const gap of gaps) {
    if (!groups.has(gap.rule)) groups.set(gap.rule, []);
    groups.get(gap.rule).push(gap);
  }
  return [...groups].map(([rule, every]) => gapGroup(rule, every, whole));
}

function gapGroup(rule, gaps, whole) {
  const first = whole ? gaps : gaps.slice(0, FIRST_GAPS);
  const rest = gaps.slice(first.length);
  return h(
    "section",
    { class: `gapgroup ${gaps[0].severity}` },
    h("h2", {}, severitySign(gaps[0].severity), h("span", {}, ruleTitle(rule), " ", h("span", { class: "faint" }, `(${gaps.length})`))),
    h("p", { class: "advice" }, h("strong", {}, t("gaps.advice"), ": "), gaps[0].advice),
    h("ul", { class: "plain gapitems" }, first.map(gapItem)),
    rest.length > 0 && h("details", {}, h("summary", {}, t("gaps.more", { number: rest.length })), h("ul", { class: "plain gapitems" }, rest.map(gapItem))),
  );
}

function gapItem(gap) {
  const others = gap.witness.filter((each) => each.iri !== gap.thing.iri);
  return h(
    "li",
    {},
    h("p", {}, thingLink(gap.thing), h("span", { class: "faint small" }, ` · ${kindLabel(gap.thing.kind)}`)),
    h("p", {}, gap.reason),
    others.length > 0 && h("p", { class: "small" }, h("span", { class: "faint" }, `${t("gaps.witness")}: `), others.map((each, place) => [place ? ", " : "", thingLink(each)])),
  );
}

// Those that somebody judged not relevant, with who, when and why.
export function judgedNode(gaps) {
  if (!gaps.length) return "";
  const items = gaps.map((gap) => {
    const { because, by, on } = gap.not_relevant;
    return h(
      "li",
      {},
      h("p", {}, thingLink(gap.thing), h("span", { class: "faint small" }, ` · ${ruleTitle(gap.rule)}`)),
      h("p", {}, `«${because}»`),
      (by || on) && h("p", { class: "small faint" }, t("gaps.judged"), " ", by && thingLink(by), by && on && ", ", on && dayText(on)),
    );
  });
  return h("section", { class: "gapgroup judged" }, h("h2", {}, h("span", {}, t("gaps.aside"), " ", h("span", { class: "faint" }, `(${gaps.length})`))), h("ul", { class: "plain gapitems" }, items));
}

// How much of each level of the plans has what a plan wants.
export function levelsNode(levels) {
  if (!levels.length) return "";
  const several = new Set(levels.map((each) => each.plan?.iri)).size > 1;
  const aspects = Object.keys(levels[0].with);
  const kind = (name) => aboutNow().kinds[name]?.plural ?? name ?? "";
  const cell = (value) => {
    if (!value) return h("td", { class: "number faint" }, "–");
    const percent = Math.round(value.percent);
    return h("td", { class: "number share" }, h("span", { class: "meter", "aria-hidden": "true" }, h("span", { style: { inlineSize: `${percent}%` } })), `${value.count} `, h("span", { class: "faint" }, `(${percentText(percent)})`));
  };
  const rows = levels.map((each) =>
    h("tr", {}, several && h("td", {}, each.plan && h("a", { href: addressOf("plan", { plan: referenceOf(each.plan) }) }, each.plan.code ?? each.plan.label)), h("th", { scope: "row" }, kind(each.kind)), h("td", { class: "number" }, each.number), aspects.map((name) => cell(each.with[name]))),
  );
  const heads = [several && h("th", { scope: "col" }, t("plan")), h("th", { scope: "col" }, t("levels.level")), h("th", { scope: "col", class: "number" }, t("levels.number"))];
  return h(
    "section",
    {},
    h("h2", { id: "levels" }, t("levels")),
    h("p", { class: "faint small" }, t("levels.how")),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": "levels" }, h("table", { class: "levels" }, h("thead", {}, h("tr", {}, heads, aspects.map((name) => h("th", { scope: "col", class: "number" }, t(`levels.${name}`))))), h("tbody", {}, rows))),
  );
}

function percentText(percent) {
  return languageNow() === "en" ? `${percent}%` : `${percent} %`;
}
