// The card of a thing: what is written on it, how it is linked and on which evidence, where it stands, what it lacks.
import { fill, h } from "./dom.js";
import { addressOf } from "./state.js";
import { t } from "./words.js";
import { cellNode, thingLink } from "./cells.js";
import { basisText, evidenceNode } from "./evidence.js";
import { aboutNow } from "./about.js";
import { colourStyle } from "./graphstyle.js";
import { isOffline } from "./source.js";

// So many things of a group stand there at once; the rest behind a line.
const FIRST_THINGS = 12;
const SEVERITY_SIGNS = { error: "✖", warning: "▲", note: "●" };

// The whole card. `grown` says whether a group of links is in the graph, `grow` puts it there or takes it away; without
// them there are no such buttons. `gaps` is what the thing lacks, where the card itself does not tell, as a promise.
export function cardNode(card, { grown, grow, gaps } = {}) {
  const { thing } = card;
  const parts = card.links.find((group) => group.link === "partOf" && group.direction === "in");
  const others = card.links.filter((group) => group.link !== "partOf");
  const partItems = card.parts.map((part) => h("li", {}, thingLink(part)));
  const button = (group) => group && grow && growButton(group, grown, grow);
  return h(
    "article",
    { class: "thing" },
    h(
      "header",
      {},
      card.place.length > 0 && h("nav", { "aria-label": t("card.place"), class: "small" }, card.place.map(stepNode)),
      h("h2", { tabindex: -1 }, thing.label, " ", thing.code && h("span", { class: "code" }, thing.code)),
      h("p", { class: "row" }, kindChip(thing.kind, card.kind), askLink(thing)),
    ),
    factsNode(card.facts.filter((fact) => String(fact.values) !== thing.label)),
    card.gaps === null && gaps ? laterGaps(gaps) : gapsNode(card.gaps ?? []),
    partItems.length > 0 && section(t("card.parts"), partItems.length, partItems, button(parts)),
    others.map((group) => section(group.label, group.things.length, group.things.map(linkedNode), button(group))),
  );
}

function stepNode(whole) {
  return [thingLink(whole, { code: false }), h("span", { "aria-hidden": "true" }, " › ")];
}

function kindChip(kind, label) {
  const style = { borderColor: colourStyle(aboutNow().kinds[kind]), borderWidth: "2px" };
  return h("span", { class: "chip", style }, label);
}

// A question can name by its code only what has one.
function askLink({ code }) {
  const asked = code && !isOffline();
  return asked && h("a", { href: addressOf("ask", { question: code }), class: "small unprinted" }, t("card.ask"));
}

function factsNode(facts) {
  return facts.length > 0 && h(
    "dl",
    { class: "facts" },
    facts.map((fact) => {
      const column = { type: fact.type, currency: fact.currency, name: fact.name };
      const name = fact.currency ? `${fact.name} (${fact.currency})` : fact.name;
      return h(
        "div",
        {},
        h("dt", {}, name),
        fact.values.map((value) => h("dd", {}, cellNode(value, column))),
        fact.from && h("dd", { class: "small faint" }, t("card.carried"), " ", thingLink(fact.from)),
      );
    }),
  );
}

// While what it lacks is looked for the rest of the card is there already.
function laterGaps(gaps) {
  const place = h("div", { class: "gaps-place" }, h("p", { class: "small faint" }, t("card.looking")));
  gaps.then(
    (found) => fill(place, gapsNode(found)),
    () => fill(place, h("p", { class: "small" }, h("a", { href: addressOf("gaps", {}) }, t("card.gapspage")))),
  );
  return place;
}

function gapsNode(gaps) {
  if (!gaps.length) return "";
  const number = h("span", { class: "faint" }, `(${gaps.length})`);
  return h(
    "section",
    { class: "lacks" },
    h("h3", {}, h("span", {}, t("card.gaps"), " ", number)),
    h("ul", { class: "plain" }, gaps.map(lackNode)),
  );
}

function lackNode({ severity, reason, advice }) {
  const sign = h("span", { "aria-hidden": "true" }, `${SEVERITY_SIGNS[severity] ?? "●"} `);
  return h(
    "li",
    { class: `gap ${severity}` },
    h("p", {}, sign, h("strong", {}, t(`severity.${severity}`)), ": ", reason),
    advice && h("p", { class: "small faint" }, advice),
  );
}

function section(title, number, items, button) {
  const rest = items.slice(FIRST_THINGS);
  const list = (some) => h("ul", { class: "plain things" }, some);
  const heading = h("span", {}, title, " ", h("span", { class: "faint" }, `(${number})`));
  return h(
    "section",
    {},
    h("h3", { class: "row" }, heading, button),
    list(items.slice(0, FIRST_THINGS)),
    rest.length > 0 && h("details", {}, h("summary", {}, t("card.more", { number: rest.length })), list(rest)),
  );
}

// What it says may change while the card stays: `mark` says it anew.
function growButton(group, grown, grow) {
  const button = h("button", { type: "button", class: "small unprinted grow", onclick: () => grow(group) });
  button.mark = () => {
    const shown = Boolean(grown(group));
    button.setAttribute("aria-pressed", String(shown));
    fill(button, shown ? t("card.shrink") : t("card.grow"), h("span", { class: "unseen" }, `: ${group.label}`));
  };
  button.mark();
  return button;
}

function linkedNode(each) {
  const line = h("span", { "aria-hidden": "true" }, each.basis === "stated" ? "── " : "╌╌ ");
  const said = each.basis !== "structure" && h("span", { class: "small faint" }, " ", line, basisText(each));
  return h("li", {}, thingLink(each.thing), said, each.evidence.length > 0 && evidenceNode(each.evidence));
}
