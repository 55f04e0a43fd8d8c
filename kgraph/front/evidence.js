// What a link rests on: the quote, where it stands, who says so and how sure.
import { h } from "./dom.js";
import { t } from "./words.js";

const BASIS_SIGNS = { stated: "●", inferred: "○", suggested: "◌" };
const CONFIDENCE_NAMES = ["high", "medium", "low"];

// Who says so and how sure, in words: the symbol alone tells nobody anything.
export function basisText({ basis, confidence }) {
  const said = basis in BASIS_SIGNS ? t(`rests.${basis}`) : basis;
  return [said, CONFIDENCE_NAMES.includes(confidence) && t(`confidence.${confidence}`)].filter(Boolean).join(", ");
}

// One piece of evidence as a line.
export function evidenceText(each) {
  const quote = each.quote ? `«${each.quote}»` : "";
  return [quote, each.document, each.heading, basisText(each)].filter(Boolean).join(" – ");
}

// One piece of evidence, whole.
export function quoteNode(each) {
  const where = [each.document, each.heading].filter(Boolean).join(" › ");
  return h(
    "li",
    { class: "quote" },
    each.quote ? h("blockquote", {}, each.quote) : h("p", { class: "faint" }, t("evidence.unquoted")),
    h("p", { class: "small" }, where && [where, h("br", {})], h("span", { "aria-hidden": "true" }, BASIS_SIGNS[each.basis] ?? "·"), " ", basisText(each)),
  );
}

// All of it behind one line that says how much there is, and of which sort.
export function evidenceNode(every) {
  if (!every.length) return "";
  const sorts = [...new Set(every.map((each) => each.basis))];
  const marks = sorts.map((basis) => `${BASIS_SIGNS[basis] ?? "·"} ${basis in BASIS_SIGNS ? t(`rests.${basis}`) : basis}`);
  return h(
    "details",
    { class: "evidence" },
    h("summary", {}, every.length === 1 ? t("evidence.one") : t("evidence.many", { number: every.length }), h("span", { class: "faint" }, ` ${marks.join(" ")}`)),
    h("ul", { class: "plain" }, every.map(quoteNode)),
  );
}
