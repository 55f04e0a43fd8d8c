// The questions that were asked on this machine, the latest first; without storage, since the page was opened.
import { fill, h } from "./dom.js";
import { addressOf } from "./state.js";
import { t } from "./words.js";

const SHELF = "kgraph.questions";
const MOST_KEPT = 30;
let sinceOpened = [];

function keptQuestions() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(SHELF) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.question === "string") : [];
  } catch {
    // Storage is switched off, or holds what others have put there.
    return sinceOpened;
  }
}

function keepQuestions(every) {
  sinceOpened = every;
  try {
    window.localStorage.setItem(SHELF, JSON.stringify(every));
  } catch {
    // It is remembered as long as the page is open.
  }
}

// Remember a question that was answered.
export function rememberQuestion(question, param) {
  const same = (each) => each.question === question && JSON.stringify(each.param) === JSON.stringify(param);
  keepQuestions([{ question, param }, ...keptQuestions().filter((each) => !same(each))].slice(0, MOST_KEPT));
}

// The list behind one line, and a button that forgets it; empty without any.
export function historyNode() {
  const node = h("div", {});
  const draw = () => {
    const items = keptQuestions().map(({ question, param }) =>
      h("li", {}, h("a", { href: addressOf("ask", { question, param }) }, question), param?.length ? h("span", { class: "faint small" }, ` ${param.join(" · ")}`) : null),
    );
    const forget = () => {
      keepQuestions([]);
      draw();
    };
    const list = h("ul", { class: "plain history" }, items);
    const button = h("button", { type: "button", onclick: forget }, t("history.forget"));
    fill(node, items.length > 0 && h("details", {}, h("summary", {}, `${t("history")} (${items.length})`), list, button));
  };
  draw();
  return node;
}
