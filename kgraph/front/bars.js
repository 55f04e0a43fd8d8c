// Bars: a group and its number in each row. It is a table, so that those who do not see the bars read the numbers.
import { freshId, h } from "./dom.js";
import { note } from "./state.js";
import { t } from "./words.js";
import { amountText, cellNode, headingText, isNumeric } from "./cells.js";

const MOST_BARS = 100;

// The columns whose numbers can be bars: none where rows have no name, or there are too few of them.
export function barColumns(answer) {
  const names = answer.keys ?? 1;
  const named = answer.columns.slice(0, names).every((column) => column.type !== "evidence" && column.type !== "money");
  if (answer.matrix || answer.chains || !named || answer.rows.length < 2) return [];
  if (!answer.keys && answer.columns[0].type !== "thing") return [];
  return answer.columns
    .map((column, number) => number)
    .filter((number) => number >= names && isNumeric(answer.columns[number]))
    .filter((number) => answer.rows.filter((row) => typeof row[number] === "number").length > 1);
}

// The bars of one of the columns, with a choice where there are several.
export function barsNode(answer, state) {
  const columns = barColumns(answer);
  let chosen = columns.includes(Number(state.bar)) ? Number(state.bar) : columns[0];
  const place = h("div", {}, barTable(answer, chosen));
  const choose = (event) => {
    chosen = Number(event.target.value);
    note({ bar: chosen === columns[0] ? "" : chosen });
    place.replaceChildren(barTable(answer, chosen));
  };
  const options = columns.map((number) =>
    h("option", { value: number, selected: number === chosen }, headingText(answer.columns[number])),
  );
  const choice = h("label", { class: "row unprinted" }, t("bars.of"), h("select", { onchange: choose }, options));
  return h("div", {}, columns.length > 1 && choice, place);
}

function barTable(answer, number) {
  const names = answer.keys ?? 1;
  const rows = answer.rows.filter((row) => typeof row[number] === "number").slice(0, MOST_BARS);
  const most = Math.max(...rows.map((row) => Math.abs(row[number])), 0) || 1;
  const left = answer.rows.length - rows.length;
  const id = freshId("caption");
  const heads = [...answer.columns.slice(0, names), answer.columns[number]].map((column, place) =>
    h("th", { scope: "col", colspan: place === names ? 2 : null }, headingText(column)),
  );
  const body = rows.map((row) => {
    const width = `${(100 * Math.abs(row[number])) / most}%`;
    const labels = row.slice(0, names).map((cell, place) =>
      h(place ? "td" : "th", { scope: place ? null : "row" }, cell === null ? t("table.none") : cellNode(cell, answer.columns[place])),
    );
    const bar = h("div", { class: "bar", "aria-hidden": "true", style: { inlineSize: width } });
    return h("tr", {}, labels, h("td", { class: "track" }, bar), h("td", { class: "number" }, amountText(row[number])));
  });
  const table = h("table", { class: "bars" }, h("caption", { id, class: "unseen" }, answer.question), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body));
  return h(
    "div",
    {},
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": id }, table),
    left > 0 && h("p", { class: "faint small" }, t("bars.left", { number: amountText(left) })),
  );
}
