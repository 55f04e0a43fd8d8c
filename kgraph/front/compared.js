// Coverage before and after what is supposed: what is lost and won, in words, as a table, and marked in both matrices.
import { h } from "./dom.js";
import { note } from "./state.js";
import { t } from "./words.js";
import { amountText, cellText, thingLink } from "./cells.js";
import { heatLegend, heatMap } from "./heatmap.js";

const RANKS = ["none", "planned", "inferred", "partly", "stated"];
// Matrices of more columns are shown without the rows and columns in which nothing changes.
const WIDE = 6;
const SIGNS_OF_CHANGE = { gone: "✕", emptied: "▼", fewer: "▼", more: "▲", filled: "▲" };

// What happens to a cell: `gone` with its row or column, `emptied`, `fewer`, `more`, `filled`; null where nothing does.
export function cellChange(before, after) {
  if (!after) return "gone";
  if (!before) return after.state === "none" ? null : "filled";
  const was = before.count || RANKS.indexOf(before.state) > 1;
  const is = after.count || RANKS.indexOf(after.state) > 1;
  if (was && !is) return "emptied";
  if (!was && is) return "filled";
  const step = after.count - before.count || RANKS.indexOf(after.state) - RANKS.indexOf(before.state);
  return step > 0 ? "more" : step < 0 ? "fewer" : null;
}

function cellAt(matrix, row, column) {
  const down = matrix.rows.findIndex((each) => each.iri === row.iri);
  const across = matrix.columns.findIndex((each) => each.iri === column.iri);
  return down < 0 || across < 0 ? null : matrix.cells[down][across];
}

// Every cell that changes, with its row and column; of what has gone only what held something.
export function changedCells(before, after) {
  const union = (one, other) => [...one, ...other.filter((each) => !one.some((known) => known.iri === each.iri))];
  return union(before.rows, after.rows).flatMap((row) =>
    union(before.columns, after.columns).flatMap((column) => {
      const [was, is] = [cellAt(before, row, column), cellAt(after, row, column)];
      if (!was && !is) return [];
      const change = cellChange(was, is);
      return change === null || (change === "gone" && was.state === "none") ? [] : [{ row, column, was, is, change }];
    }),
  );
}

function squareText(cell) {
  return cell ? [cell.sign, cell.count || ""].join(" ").trim() : "✕";
}

function changeWords({ change, was, is }) {
  return t(`scenario.${change}`, { before: was?.count ?? 0, after: is?.count ?? 0 });
}

// The whole comparison; `whole` shows the rows and columns too in which nothing changes.
export function comparedNode(found, state) {
  const { before, after } = found;
  const changed = changedCells(before, after);
  const narrow = changed.length > 0 && before.columns.length > WIDE && state.whole !== "true";
  const shown = (matrix) => (narrow ? narrowedMatrix(matrix, changed) : matrix);
  const mark = (matrix) => (row, column) => {
    const here = changed.find((each) => each.row.iri === matrix.rows[row].iri && each.column.iri === matrix.columns[column].iri);
    return here ? { sign: SIGNS_OF_CHANGE[here.change], text: changeWords(here) } : null;
  };
  const half = (matrix, name) => h("section", {}, h("h3", {}, t(`scenario.${name}`)), heatMap(matrix, { changes: mark(matrix), label: `${t(`scenario.${name}`)}: ${matrix.title}` }));
  const toggle = (event) => {
    note({ whole: event.target.checked ? "true" : "" });
    const fresh = comparedNode(found, { ...state, whole: event.target.checked ? "true" : "" });
    node.replaceWith(fresh);
    fresh.querySelector("input")?.focus();
  };
  const node = h(
    "div",
    { class: "compared" },
    summaryNode(before, after, changed),
    changed.length > 0 && changedTable(changed, before),
    h("h2", {}, before.title),
    changed.length > 0 && before.columns.length > WIDE && h("label", { class: "check unprinted" }, h("input", { type: "checkbox", checked: !narrow, onchange: toggle }), t("scenario.whole")),
    heatLegend(before),
    h("div", { class: "halves" }, half(shown(before), "before"), half(shown(after), "after")),
    levelsCompared(found.levels),
  );
  return node;
}

function summaryNode(before, after, changed) {
  const number = (name) => changed.filter((each) => each.change === name).length;
  const parts = ["emptied", "gone", "fewer", "more", "filled"].filter(number).map((name) => h("li", { class: name }, h("span", { "aria-hidden": "true" }, SIGNS_OF_CHANGE[name]), " ", t(`scenario.sum.${name}`, { number: number(name) })));
  const numbers = { number: changed.length, whole: before.rows.length * before.columns.length };
  const headline = !changed.length ? t("scenario.same") : changed.length === 1 ? t("scenario.changed.one", numbers) : t("scenario.changed", numbers);
  const total = before.counted ? t("scenario.total", { counted: before.counted, before: amountText(before.whole), after: amountText(after.whole) }) : t("scenario.total.links", { before: amountText(before.whole), after: amountText(after.whole) });
  return h(
    "div",
    { class: "verdict", role: "status" },
    h("p", {}, h("strong", {}, headline)),
    h("ul", { class: "plain" }, parts),
    h("p", {}, total),
  );
}

function changedTable(changed, before) {
  const heads = [before.corner[0], before.corner[1], t("scenario.before"), t("scenario.after"), t("scenario.what")];
  const rows = changed.map((each) =>
    h("tr", {}, h("th", { scope: "row" }, thingLink(each.row)), h("td", {}, thingLink(each.column)), h("td", { class: "number" }, squareText(each.was)), h("td", { class: "number" }, squareText(each.is)), h("td", { class: each.change }, h("span", { "aria-hidden": "true" }, `${SIGNS_OF_CHANGE[each.change]} `), changeWords(each))),
  );
  return comparedTable(t("scenario.cells"), heads, rows);
}

function comparedTable(title, heads, rows) {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, h("table", { class: "changes" }, h("caption", {}, title), h("thead", {}, h("tr", {}, heads.map((head, place) => h("th", { scope: "col", class: place === 2 || place === 3 ? "number" : null }, head)))), h("tbody", {}, rows)));
}

// What changes in how much of each level has measures, money and the rest.
function levelsCompared({ before, after }) {
  const key = (row) => row.slice(0, 2).map((each) => each?.iri).join(" ");
  const later = new Map(after.rows.map((row) => [key(row), row]));
  const changes = before.rows.flatMap((row) => {
    const other = later.get(key(row)) ?? row.map(() => null);
    return row.flatMap((cell, place) => (place > 1 && cell !== other[place] ? [[row[0], row[1], before.columns[place], cell, other[place]]] : []));
  });
  if (!changes.length) return h("p", { class: "faint" }, t("scenario.levels.same"));
  const rows = changes.map(([plan, level, column, was, is]) =>
    h("tr", {}, h("th", { scope: "row" }, `${level.label} – ${column.name}`), h("td", {}, thingLink(plan)), h("td", { class: "number" }, cellText(was, column)), h("td", { class: "number" }, is === null ? "✕" : cellText(is, column))),
  );
  return comparedTable(t("scenario.levels"), [t("levels.level"), t("plan"), t("scenario.before"), t("scenario.after")], rows);
}

function narrowedMatrix(matrix, changed) {
  const places = (things, name) => things.map((_, place) => place).filter((place) => changed.some((each) => each[name].iri === things[place].iri));
  const [rows, columns] = [places(matrix.rows, "row"), places(matrix.columns, "column")];
  const at = (list, every) => every.map((place) => list[place]);
  return {
    ...matrix,
    rows: at(matrix.rows, rows),
    columns: at(matrix.columns, columns),
    cells: at(matrix.cells, rows).map((cells) => at(cells, columns)),
    row_totals: at(matrix.row_totals, rows),
    column_totals: at(matrix.column_totals, columns),
  };
}
