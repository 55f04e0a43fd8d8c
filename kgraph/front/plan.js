// A plan as a tree with four lights on each of its parts; where there are several plans, a choice of them first.
import { fill, h } from "./dom.js";
import { addressOf, listed, note } from "./state.js";
import { t } from "./words.js";
import { aboutNow, kindLabel } from "./about.js";
import { get } from "./source.js";
import { choiceField, freshContent, givenOf, referenceOf } from "./fresh.js";
import { LIGHTS, lightCard, lightLegend, lightNode } from "./lights.js";
import { planTree } from "./plantree.js";

// The lights of so many plans are shown in the choice of them: each takes a moment.
const MOST_LIT = 8;

export async function showPlan(place, state, anew) {
  const { plans } = aboutNow();
  const plan = state.plan ?? (plans.length === 1 ? referenceOf(plans[0]) : "");
  if (!plan) return showPlans(place, plans, state);
  const tree = await freshContent(place, "plan", { plan, ...givenOf(state, ["basis"]) }, anew);
  if (tree) fill(place, planNode(tree, state));
  return undefined;
}

function showPlans(place, plans, state) {
  const cards = plans.map((plan) => {
    const lights = h("p", { class: "lights" });
    if (plans.length <= MOST_LIT) lightUp(lights, plan, state);
    return h("li", { class: "card" }, h("span", { class: "small faint" }, kindLabel(plan.kind)), h("a", { href: addressOf("plan", { plan: referenceOf(plan) }) }, plan.label), h("span", { class: "code" }, plan.code ?? ""), lights);
  });
  fill(place, h("h1", {}, t("nav.plan")), h("p", {}, plans.length ? t("plan.choose") : t("plan.none")), h("ul", { class: "plain cards plans" }, cards), plans.length > 0 && lightLegend());
}

async function lightUp(node, plan, state) {
  const tree = await get("plan", { plan: referenceOf(plan), ...givenOf(state, ["basis"]) }).catch(() => null);
  if (tree) fill(node, tree.lights.map((light) => h("span", {}, h("span", { class: "small faint" }, t(`light.${light.about}`)), lightNode({ ...light, question: "" }))));
}

function planNode(tree, state) {
  const { thing } = tree;
  const chosen = { lacks: ["any", ...LIGHTS].includes(state.lacks) ? state.lacks : "", open: state.open ?? "", toggled: listed(state.toggled) };
  const grid = planTree(tree, (toggled) => {
    chosen.toggled = toggled;
    note({ toggled });
  });
  const change = (changes) => {
    Object.assign(chosen, { toggled: [] }, changes);
    note({ lacks: chosen.lacks, open: chosen.open, toggled: [] });
    grid.show({ ...chosen });
  };
  const choices = ["", "any", ...LIGHTS].map((name) => [name, t(`plan.lacks.${name || "all"}`)]);
  grid.show({ ...chosen });
  return [
    h("p", { class: "faint small over" }, kindLabel(thing.kind), " ", h("span", { class: "code" }, thing.code ?? "")),
    h("h1", {}, h("a", { class: "quiet", href: addressOf("explore", { thing: referenceOf(thing) }) }, thing.label)),
    h("ul", { class: "plain lightcards", "aria-label": t("plan.whole") }, tree.lights.map(lightCard)),
    h(
      "div",
      { class: "row bar-of-tools unprinted" },
      choiceField(t("plan.lacks"), choices, chosen.lacks, (lacks) => change({ lacks })),
      h("button", { type: "button", onclick: () => change({ open: "all" }) }, t("plan.open")),
      h("button", { type: "button", onclick: () => change({ open: "none" }) }, t("plan.close")),
      h("a", { class: "button", href: addressOf("gaps", { plan: referenceOf(thing) }) }, t("plan.gaps")),
      h("button", { type: "button", onclick: () => window.print() }, t("print")),
    ),
    lightLegend(),
    grid.node,
    h("p", { class: "faint small unprinted" }, t("plan.keys")),
  ];
}
