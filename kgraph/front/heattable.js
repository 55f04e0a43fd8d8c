// A matrix in colours: the more there is, the darker the cell; the number stands in each of them.
import { freshId, h } from "./dom.js";
import { t } from "./words.js";
import { amountText, cellNode, headingText, isThing, thingLink } from "./cells.js";
import { pivoted } from "./pivot.js";

// So much of the accent the cell with the most has: more would leave the number hard to read.
const STRONGEST = 45;

// The heat table of an answer that is a matrix, as `isMatrix` in pivot.js says.
export function heatTable(answer) {
  const table = pivoted(answer);
  const numbers = table.rows.flatMap((row) => row.slice(table.keys)).filter((cell) => typeof cell === "number");
  const most = Math.max(...numbers, 0);
  const id = freshId("caption");
  const heads = table.columns.map((column, number) => heatHead(column, number < table.keys));
  const body = table.rows.map((row) =>
    h("tr", {}, row.map((cell, number) => (number < table.keys ? heatName(cell, table.columns[number], number) : heatCell(cell, most)))),
  );
  return h(
    "div",
    {},
    h("p", { class: "row small faint", "aria-hidden": "true" }, "0", h("span", { class: "scale" }), amountText(most)),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": id },
      h("table", { class: "heat" }, h("caption", { id, class: "unseen" }, table.question), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body)),
    ),
  );
}

function heatHead(column, named) {
  if (named || !isThing(column.group)) return h("th", { scope: "col" }, named ? headingText(column) : column.name);
  const { group } = column;
  return h("th", { scope: "col" }, thingLink({ ...group, label: group.code ?? group.label }, { code: false }), group.code && h("div", { class: "small clipped" }, group.label));
}

function heatName(cell, column, number) {
  const content = cell === null ? h("span", { class: "faint" }, t("table.none")) : cellNode(cell, column);
  return h(number ? "td" : "th", { scope: number ? null : "row" }, content);
}

function heatCell(cell, most) {
  const share = typeof cell === "number" && most > 0 ? Math.max(0, cell) / most : 0;
  const shade = share > 0 ? `color-mix(in srgb, var(--accent) ${Math.round(6 + share * (STRONGEST - 6))}%, var(--paper))` : "";
  const text = cell === null ? "·" : typeof cell === "number" ? amountText(cell) : String(cell);
  return h("td", { class: share > 0 ? "number" : "number faint", style: shade && { background: shade } }, text);
}
