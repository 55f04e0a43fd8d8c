// A matrix of coverage as a heat map: each cell has a sign, a number and a colour, and opens the question behind it.
import { freshId, h } from "./dom.js";
import { addressOf } from "./state.js";
import { isOffline } from "./source.js";
import { t } from "./words.js";
import { amountText } from "./cells.js";
import { referenceOf } from "./fresh.js";

// So much of its colour the cell with the least has, and the one with the most: more would leave the number hard to read.
const FAINTEST = 14;
const DEEPEST = 46;

// The heat map; `changes` says of a row and a column by number what has changed there, as {sign, text}, or null;
// `opened(row, column)` is called where there is nobody to ask.
export function heatMap(matrix, { changes = () => null, opened = null, label = matrix.title } = {}) {
  const most = Math.max(1, ...matrix.cells.flat().map((cell) => cell.count));
  const id = freshId("matrix");
  const columns = shortCodes(matrix.columns);
  const rows = shortCodes(matrix.rows);
  const head = h(
    "tr",
    {},
    h("th", { scope: "col", class: "corner" }, matrix.corner[0]),
    matrix.columns.map((thing, number) => h("th", { scope: "col", class: "across" }, headLink(thing, columns[number], "names"))),
    h("th", { scope: "col", class: "number total" }, matrix.total),
  );
  const body = matrix.cells.map((cells, row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row", class: "down" }, headLink(matrix.rows[row], rows[row], "name")),
      cells.map((cell, column) => heatSquare(cell, most, changes(row, column), opened && (() => opened(row, column)))),
      h("td", { class: "number total" }, amountText(matrix.row_totals[row])),
    ),
  );
  const foot = h("tr", {}, h("th", { scope: "row", class: "down" }, matrix.total), matrix.column_totals.map((number) => h("td", { class: "total" }, amountText(number))), h("td", { class: "number total" }, amountText(matrix.whole)));
  const table = h("table", { class: "coverage", onkeydown: moveInside, onfocusin: reach }, h("caption", { id, class: "unseen" }, label), h("thead", {}, head), h("tbody", {}, body), h("tfoot", {}, foot));
  const first = table.querySelector("td > a, td > button");
  if (first) first.tabIndex = 0;
  return h("div", { class: "scroll heatbox", tabindex: 0, role: "region", "aria-labelledby": id }, table);
}

// What the signs mean, and what the totals count.
export function heatLegend(matrix) {
  const states = { "●": "stated", "◕": "partly", "◐": "inferred", "○": "planned", "·": "none" };
  const items = matrix.legend.map(([sign, words]) => h("li", {}, h("span", { class: `key ${states[sign] ?? ""}`, "aria-hidden": "true" }, sign), words));
  return h("ul", { class: "plain heatlegend small", "aria-label": t("legend") }, items, h("li", { class: "faint" }, `${matrix.total}: ${matrix.totals_count}`));
}

// Codes without what all of them begin with: 11 of sdg:11.
function shortCodes(things) {
  const codes = things.map((thing) => thing.code ?? "");
  const same = new Set(codes.map((code) => code.split(":")[0])).size === 1;
  return codes.map((code) => (same ? code.replace(/^[^:]*:(?=.)/, "") : code));
}

function headLink(thing, code, style) {
  const href = addressOf("explore", { thing: referenceOf(thing) });
  return h("a", { href, class: style, title: thing.label, tabindex: -1 }, h("span", { class: "label" }, thing.label), code && h("span", { class: "code" }, code));
}

function heatSquare(cell, most, change, open) {
  const strength = cell.count ? FAINTEST + ((DEEPEST - FAINTEST) * cell.count) / most : FAINTEST;
  const number = cell.count ? `${amountText(cell.count)}${cell.beside ? "*" : ""}` : "";
  const inside = [
    h("span", { class: "sign", "aria-hidden": "true" }, cell.sign),
    number && h("span", { class: "amount", "aria-hidden": "true" }, number),
    change && h("span", { class: "changed", "aria-hidden": "true" }, change.sign),
    h("span", { class: "unseen" }, cell.words, change && ` – ${change.text}`),
  ];
  const title = change ? `${cell.words} – ${change.text}` : cell.words;
  const link = isOffline()
    ? h("button", { type: "button", title, tabindex: -1, onclick: open }, inside)
    : h("a", { href: addressOf("ask", { question: cell.question }), title, tabindex: -1 }, inside);
  const shade = cell.state === "none" ? {} : { background: `color-mix(in srgb, var(--heat) ${Math.round(strength)}%, var(--paper))` };
  return h("td", { class: `square ${cell.state}${change ? " differs" : ""}`, style: shade }, link);
}

// ---- the keyboard: one cell is reached with Tab, the others from there with the arrows

function reach(event) {
  const link = event.target.closest("td > a, td > button");
  if (!link) return;
  for (const other of event.currentTarget.querySelectorAll('td > [tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
}

function moveInside(event) {
  const here = event.target.closest("td");
  const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -999], End: [0, 999] }[event.key];
  if (!here || !by || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = event.currentTarget.tBodies[0].rows[here.parentElement.sectionRowIndex + by[0]];
  const last = here.parentElement.cells.length - 2;
  const place = Math.min(last, Math.max(1, here.cellIndex + by[1]));
  const next = row?.cells[place]?.querySelector("a, button");
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
