// The answer to why two things are linked, or by which way: each chain as steps, each step with what it rests on.
import { h } from "./dom.js";
import { t } from "./words.js";
import { thingLink } from "./cells.js";
import { quoteNode } from "./evidence.js";

// So many quotes of a step stand there at once; the rest behind a line.
const FIRST_QUOTES = 2;

// Whether an answer is made of chains.
export function hasChains(answer) {
  return (answer.chains ?? []).some((chain) => chain.length > 0);
}

// All chains of an answer, the shortest first, as the answer has them.
export function chainsNode(answer) {
  const chains = answer.chains.filter((chain) => chain.length > 0);
  return h("div", { class: "chains" }, chains.map((chain, place) => chainNode(chain, place + 1, chains.length)));
}

function chainNode(chain, number, whole) {
  const title = t("chain.title", { number, whole, links: chain.length });
  return h(
    "section",
    { class: "chain" },
    h("h3", {}, title),
    h(
      "ol",
      { class: "plain" },
      h("li", { class: "stop" }, thingLink(chain[0].from)),
      chain.map((step) => [stepItem(step), h("li", { class: "stop" }, thingLink(step.to))]),
    ),
  );
}

function stepItem({ link, evidence }) {
  const stated = evidence.some((each) => each.basis === "stated") || evidence.length === 0;
  const quotes = (some) => h("ul", { class: "plain" }, some.map(quoteNode));
  const rest = evidence.slice(FIRST_QUOTES);
  return h(
    "li",
    { class: `step ${stated ? "" : "inferred"}` },
    h("p", {}, h("span", { "aria-hidden": "true" }, stated ? "↓ " : "⇣ "), h("strong", {}, link.label)),
    evidence.length === 0 && h("p", { class: "small faint" }, t("rests.structure")),
    evidence.length > 0 && quotes(evidence.slice(0, FIRST_QUOTES)),
    rest.length > 0 && h("details", {}, h("summary", {}, t("card.more", { number: rest.length })), quotes(rest)),
  );
}
