// The table of an answer: sorted by its headings, filtered as is typed, 200 rows at a time.
import { announce, fill, freshId, h, later } from "./dom.js";
import { note } from "./state.js";
import { languageNow, t } from "./words.js";
import { amountText, cellNode, cellText, headingText, isNumeric, isThing } from "./cells.js";

const ROWS_A_PAGE = 200;

// The rows in the order of a column; without a column as they came. What is empty comes last either way.
export function sortedRows(answer, number, down) {
  const column = answer.columns[number];
  if (!column) return answer.rows.map((_, row) => row);
  const letters = new Intl.Collator([languageNow(), "nb"], { numeric: true });
  const keys = answer.rows.map((row) => sortKey(row[number], column));
  return answer.rows
    .map((_, row) => row)
    .sort((one, other) => {
      const [left, right] = [keys[one], keys[other]];
      if (left === null || right === null) return (left === null) - (right === null) || one - other;
      const order = typeof left === "number" && typeof right === "number" ? left - right : letters.compare(left, right);
      return (down ? -order : order) || one - other;
    });
}

function sortKey(value, column) {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return null;
  if (Array.isArray(value)) return value.length && isNumeric({ type: column.type.replace(/s$/, "") }) ? value[0] : cellText(value, column);
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  // A day as it is written: its words would sort by the name of the month.
  if (column.type === "date") return String(value);
  return typeof value === "object" && "label" in value ? value.label : cellText(value, column);
}

// The table with its tools; what is chosen stands in the address: sort, down, filter, page.
export function answerTable(answer, state) {
  const chosen = {
    sort: state.sort === undefined ? -1 : Number(state.sort),
    down: state.down === "true",
    filter: state.filter ?? "",
    page: Math.max(1, Number(state.page) || 1),
  };
  const texts = answer.rows.map((row) => row.map((cell, place) => cellText(cell, answer.columns[place])).join("\n").toLowerCase());
  const node = h("div", {});
  const place = h("div", {});
  const said = h("p", { class: "faint small" });
  const remember = () => note({ sort: chosen.sort < 0 ? "" : chosen.sort, down: chosen.down || "", filter: chosen.filter, page: chosen.page > 1 ? chosen.page : "" });

  function found() {
    const words = chosen.filter.toLowerCase().split(/\s+/).filter(Boolean);
    return sortedRows(answer, chosen.sort, chosen.down).filter((row) => words.every((word) => texts[row].includes(word)));
  }

  function draw() {
    const rows = found();
    const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
    chosen.page = Math.min(chosen.page, pages);
    const from = (chosen.page - 1) * ROWS_A_PAGE;
    const shown = rows.slice(from, from + ROWS_A_PAGE);
    said.textContent = answerRowsText(answer, rows.length, from, shown.length, chosen.filter);
    fill(place, answerTableNode(answer, shown, chosen, sort), pages > 1 && pageTurner(chosen.page, pages, turn));
  }

  function sort(number) {
    if (chosen.sort !== number) Object.assign(chosen, { sort: number, down: false });
    else if (!chosen.down) chosen.down = true;
    else Object.assign(chosen, { sort: -1, down: false });
    chosen.page = 1;
    remember();
    draw();
    place.querySelectorAll("thead button")[number]?.focus();
    const column = answer.columns[number].name;
    const sorted = chosen.down ? t("table.descending", { column }) : t("table.ascending", { column });
    announce(chosen.sort < 0 ? t("table.unsorted") : sorted);
  }

  function turn(page) {
    chosen.page = page;
    remember();
    draw();
    place.querySelector(".scroll").focus();
  }

  const filtered = later(150, () => {
    chosen.page = 1;
    remember();
    draw();
    announce(said.textContent);
  });
  const id = freshId("filter");
  const filter = h("input", {
    type: "search",
    id,
    value: chosen.filter,
    oninput: (event) => {
      chosen.filter = event.target.value;
      filtered();
    },
  });
  draw();
  const tools = answer.rows.length > 5 && [h("label", { for: id }, t("table.filter")), filter];
  return fill(node, h("div", { class: "row tools unprinted" }, tools, said), place);
}

function answerRowsText(answer, count, from, shown, filter) {
  const values = { count: amountText(count), whole: amountText(answer.rows.length), total: amountText(answer.total) };
  if (count > shown) return t("table.page", { ...values, from: from + 1, to: from + shown });
  if (filter) return t("table.filtered", values);
  if (answer.total > answer.rows.length && !answer.wide) return t("table.first", values);
  return count === 1 ? t("table.row") : t("table.rows", values);
}

function answerTableNode(answer, rows, chosen, sort) {
  const single = answer.columns.length === 1 && answer.rows.length === 1 && !isThing(answer.rows[0][0]);
  const shared = new Set((answer.shared ?? []).map(([row, column]) => `${row} ${column}`));
  const id = freshId("caption");
  const head = answer.columns.map((column, number) => answerHead(column, number, chosen, sort));
  const body = rows.map((row) =>
    h("tr", {}, answer.rows[row].map((cell, number) => answerCell(answer, cell, number, shared.has(`${row} ${number}`)))),
  );
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": id },
    h(
      "table",
      { class: `answer${single ? " single" : ""}${answer.wide ? " wide" : ""}` },
      h("caption", { id, class: "unseen" }, answer.question),
      h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, body),
    ),
  );
}

function answerHead(column, number, chosen, sort) {
  const order = chosen.sort !== number ? null : chosen.down ? "descending" : "ascending";
  const arrow = { ascending: "▲", descending: "▼" }[order] ?? "↕";
  return h(
    "th",
    { scope: "col", "aria-sort": order, class: isNumeric(column) ? "number" : null },
    h(
      "button",
      { type: "button", onclick: () => sort(number), title: isThing(column.group) ? column.group.label : null },
      headingText(column),
      isThing(column.group) && h("span", { class: "unseen" }, ` ${column.group.label}`),
      h("span", { class: "arrow", "aria-hidden": "true" }, arrow),
    ),
  );
}

function answerCell(answer, cell, number, shared) {
  const column = answer.columns[number];
  const empty = cell === null && number < (answer.keys ?? 0);
  const content = empty ? h("span", { class: "faint" }, t("table.none")) : cellNode(cell, column);
  const star = shared && h("abbr", { title: t("table.shared") }, "*");
  const numeric = isNumeric(column) || typeof cell === "number";
  const heading = number === 0 && answer.columns.length > 1 && isThing(cell);
  return h(heading ? "th" : "td", { scope: heading ? "row" : null, class: numeric ? "number" : null }, content, star);
}

function pageTurner(page, pages, turn) {
  const button = (to, text) => h("button", { type: "button", disabled: to < 1 || to > pages, onclick: () => turn(to) }, text);
  return h(
    "nav",
    { class: "row unprinted", "aria-label": t("table.pages") },
    button(page - 1, t("table.previous")),
    h("span", {}, t("table.of", { page, pages })),
    button(page + 1, t("table.next")),
  );
}
