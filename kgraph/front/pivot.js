// A matrix as people read it: the values of the last group become columns.
import { t } from "./words.js";
import { cellText } from "./cells.js";

// Whether an answer is written long, and can be read as a matrix.
export function isMatrix(answer) {
  return Boolean(answer.matrix) && answer.columns.length === answer.keys + 1 && answer.rows.length > 0;
}

// The same answer with a column for each value of its last group, which stands in the column's `group`; other answers
// as they are.
export function pivoted(answer) {
  if (!isMatrix(answer)) return answer;
  const keys = answer.keys - 1;
  const fold = answer.columns.at(-1);
  const across = new Map();
  const down = new Map();
  for (const row of answer.rows) {
    const here = JSON.stringify(row.slice(0, keys));
    const there = JSON.stringify(row[keys]);
    across.set(there, row[keys]);
    if (!down.has(here)) down.set(here, { head: row.slice(0, keys), cells: new Map() });
    down.get(here).cells.set(there, row.at(-1));
  }
  const order = [...across].sort(([, one], [, other]) => byCodes(one, other));
  const groups = order.map(([, group]) => ({ ...fold, name: groupName(group, answer.columns[keys]), group }));
  const rows = [...down.values()].map(({ head, cells }) => [...head, ...order.map(([there]) => cells.get(there) ?? null)]);
  return { ...answer, columns: [...answer.columns.slice(0, keys), ...groups], rows, keys, matrix: false, shared: [], wide: true };
}

function groupName(group, column) {
  if (group === null) return t("table.none");
  return typeof group === "object" ? group.code ?? group.label : cellText(group, column);
}

// The order of codes, their numbers as numbers: sdg:2 before sdg:11; what has no group last.
function byCodes(one, other) {
  if (one === null || other === null) return (one === null) - (other === null);
  const key = (group) => (typeof group === "object" ? group.code ?? group.label : String(group));
  return key(one).localeCompare(key(other), "nb", { numeric: true });
}
