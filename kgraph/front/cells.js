// A cell of an answer as people read it, in the language of the page.
import { h } from "./dom.js";
import { addressOf } from "./state.js";
import { languageNow, t } from "./words.js";
import { evidenceNode, evidenceText } from "./evidence.js";

const CELL_LOCALES = { en: "en-GB", nn: "nn-NO", nb: "nb-NO" };
const WORD_KINDS = ["Link", "Field"];
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

// Whether the cells of a column are single numbers.
export function isNumeric(column) {
  return ["integer", "number", "money"].includes(column.type);
}

// Whether a value is a thing of the plans, and no word of the ontology.
export function isThing(value) {
  return value !== null && typeof value === "object" && "iri" in value && !WORD_KINDS.includes(value.kind);
}

// A number: averages to two places, and thousands set apart from 10 000 on, so that a year stays a year.
export function amountText(value) {
  const rounded = Math.round(value * 100) / 100;
  const how = { maximumFractionDigits: 2, useGrouping: Math.abs(rounded) >= 10_000 };
  // Browsers have no Nynorsk of their own; its numbers and months are those of Bokmål.
  return rounded.toLocaleString([CELL_LOCALES[languageNow()], "nb-NO"], how);
}

// A day in words: 1 May 2018, 1. mai 2018.
export function dayText(value) {
  const how = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${value}T00:00:00Z`).toLocaleDateString([CELL_LOCALES[languageNow()], "nb-NO"], how);
}

// A cell, or one value of a list, as one line of text.
export function cellText(value, column) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((each) => cellText(each, column)).join("; ");
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number") return amountText(value);
  if (typeof value === "string") return column.type.startsWith("date") && ISO_DAY.test(value) ? dayText(value) : value;
  return "iri" in value ? [value.label, value.code].filter(Boolean).join(" ") : evidenceText(value);
}

// A thing as a link to its card; words of the ontology as plain text.
export function thingLink(thing, { code = true } = {}) {
  if (!isThing(thing)) return thing.label;
  const href = addressOf("explore", { thing: thing.code ?? thing.iri });
  return h("span", {}, h("a", { href }, thing.label), code && thing.code && [" ", h("span", { class: "code" }, thing.code)]);
}

// What stands in a cell.
export function cellNode(value, column) {
  if (column.type === "evidence") return evidenceNode(value ?? []);
  if (Array.isArray(value)) {
    if (value.length === 1) return cellNode(value[0], column);
    return h("ul", {}, value.map((each) => h("li", {}, cellNode(each, column))));
  }
  if (value !== null && typeof value === "object") return "iri" in value ? thingLink(value) : evidenceNode([value]);
  return cellText(value, column);
}

// The heading of a column, with the currency of money.
export function headingText(column) {
  return column.currency ? `${column.name} (${column.currency})` : column.name;
}
