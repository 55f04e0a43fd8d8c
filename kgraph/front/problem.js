// What went wrong, told on the page.
import { h } from "./dom.js";
import { t } from "./words.js";

// A box with the message, the place in the question, and how to mend it.
export function problemNode(problem) {
  const detail = problem.unreachable ? t("unreachable") : problem.detail || t("fault", { error: problem.message });
  return h(
    "div",
    { class: "problem", role: "alert" },
    h("p", {}, detail),
    problem.question !== undefined && problem.end > problem.start && marked(problem),
    problem.hint && h("p", { class: "hint" }, `${t("hint")} ${problem.hint}`),
  );
}

function marked({ question, start, end }) {
  // Places are counted in characters, as Python does, and not in the units of JavaScript.
  const letters = [...question];
  const part = (from, to) => letters.slice(from, to).join("");
  return h("p", { class: "place" }, part(0, start), h("mark", {}, part(start, end)), part(end));
}
