// How a question was understood: its words, the links chosen, what each condition leaves, and the SPARQL.
import { announce, h } from "./dom.js";
import { languageNow, t } from "./words.js";
import { amountText } from "./cells.js";

const TONGUE_NAMES = { en: "English", nn: "Nynorsk", nb: "Bokmål" };

// The explanation from the JSON of /api/explain.
export function explanationNode({ question, translations, chosen, stages, sparql }) {
  const others = Object.entries(translations).filter(([tag]) => tag !== languageNow());
  const tongues = others.map(([tag, text]) => [h("dt", {}, TONGUE_NAMES[tag]), h("dd", { lang: tag }, text)]);
  return h(
    "div",
    { class: "explanation" },
    h("h3", {}, t("explain.question")),
    h("p", { class: "canonical" }, question),
    h("dl", { class: "tongues" }, tongues),
    chosen.length > 0 && [h("h3", {}, t("explain.chosen")), h("ul", {}, chosen.map((each) => h("li", {}, each)))],
    stages.length > 0 && [h("h3", {}, t("explain.stages")), stagesTable(stages)],
    h("h3", {}, "SPARQL"),
    sparql ? [copyButton(sparql, t("explain.copy")), h("pre", { tabindex: 0, "aria-label": "SPARQL" }, sparql)] : h("p", {}, t("explain.chain")),
  );
}

function stagesTable(stages) {
  const most = Math.max(...stages.map(({ left }) => left), 1);
  const rows = stages.map(({ text, left }, place) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, place ? `… ${text}` : text),
      h("td", { class: "track" }, h("div", { class: "bar", "aria-hidden": "true", style: { inlineSize: `${(100 * left) / most}%` } })),
      h("td", { class: "number" }, amountText(left)),
    ),
  );
  const head = h("tr", {}, h("th", { scope: "col" }, t("explain.condition")), h("th", { scope: "col", colspan: 2 }, t("explain.left")));
  return h("div", { class: "scroll" }, h("table", { class: "bars" }, h("thead", {}, head), h("tbody", {}, rows)));
}

// A button that puts a text on the clipboard.
export function copyButton(text, label) {
  const button = h(
    "button",
    {
      type: "button",
      class: "unprinted",
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
          button.textContent = t("copied");
        } catch {
          button.textContent = t("uncopied");
        }
        announce(button.textContent);
        setTimeout(() => {
          button.textContent = label;
        }, 2500);
      },
    },
    label,
  );
  return button;
}
