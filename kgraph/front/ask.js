// Asking: a question, its blanks, its answer; and where nothing is asked yet, the questions that are saved.
import { announce, fill, freshId, h, later } from "./dom.js";
import { go, listed, note, stateNow } from "./state.js";
import { languageNow, t } from "./words.js";
import { get, isOffline } from "./source.js";
import { problemNode } from "./problem.js";
import { answerNode } from "./answer.js";
import { blankFields, blankValues } from "./blanks.js";
import { questionEditor, unitsOf } from "./editor.js";
import { galleryNode, savedAs, savedQueries } from "./gallery.js";
import { historyNode, rememberQuestion } from "./history.js";

// The view on the screen, and what was last understood: by it a question changes its language with the page.
let askView = null;
let understood = { question: "", translations: {} };

export async function showAsk(place, state, anew) {
  const now = anew ? translatedState(state) : state;
  if (anew || askView === null || !place.contains(askView.node)) {
    const unsent = unsentText(askView);
    askView?.editor?.destroy();
    askView?.leaving.abort();
    askView = isOffline() ? offlineAsk() : buildAsk(unsent || (now.question ?? ""), now.question ?? "");
    fill(place, askView.node);
    if (unsent) checkText(askView);
  }
  await showState(askView, now);
}

// What was typed and not yet asked, in the language of the page where it could be understood.
function unsentText(view) {
  const text = view?.editor?.text() ?? "";
  if (text === view?.question) return "";
  return (understood.question === text.trim() && understood.translations[languageNow()]) || text;
}

function translatedState(state) {
  const question = understood.question === state.question ? understood.translations[languageNow()] : undefined;
  if (!question || question === state.question) return state;
  note({ question });
  return { ...state, question };
}

// ---- what there is on the screen

function buildAsk(text, question) {
  const view = { leaving: new AbortController(), asked: null, question, parameters: [], param: [] };
  const hint = h("p", { class: "faint small keys", id: freshId("keys") }, t("ask.keys"));
  view.editor = questionEditor({
    text,
    label: t("ask.question"),
    describedBy: hint.id,
    onask: () => ask(view),
    onchange: () => {
      fill(view.reading);
      check(view);
    },
  });
  const check = later(220, () => checkText(view));
  view.reading = h("div", { class: "reading" });
  view.blanks = h("div", { class: "blanks" });
  view.past = h("div", {}, historyNode());
  view.evidence = h("input", { type: "checkbox", onchange: (event) => go({ evidence: event.target.checked ? "true" : "" }) });
  view.result = h("section", { class: "result", "aria-label": t("ask.answer") });
  view.library = h("section", { class: "library unprinted", "aria-label": t("gallery") });
  const asking = h(
    "form",
    {
      class: "asking unprinted",
      role: "search",
      onsubmit: (event) => {
        event.preventDefault();
        ask(view);
      },
    },
    view.editor.node,
    view.reading,
    view.blanks,
    h("div", { class: "row" }, h("button", { class: "main", type: "submit" }, t("ask.ask")), h("label", { class: "check" }, view.evidence, t("ask.evidence")), hint),
  );
  view.node = h("div", { class: "ask" }, h("h1", {}, t("ask.title")), asking, view.result, view.library);
  return view;
}

// The offline file has the answers of the saved questions, and nobody to ask others.
function offlineAsk() {
  const view = { leaving: new AbortController(), asked: null, question: "", parameters: [], param: [] };
  view.result = h("section", { class: "result", "aria-label": t("ask.answer") });
  view.library = h("section", { class: "library unprinted", "aria-label": t("gallery") });
  view.node = h("div", { class: "ask" }, h("h1", {}, t("gallery")), view.result, view.library);
  return view;
}

// ---- the state

async function showState(view, state) {
  const question = state.question ?? "";
  view.param = listed(state.param);
  if (view.editor) {
    view.evidence.checked = state.evidence === "true";
    if (question !== view.question && question !== view.editor.text()) view.editor.setText(question);
  }
  view.question = question;
  showLibrary(view, state);
  if (!question) {
    view.leaving.abort();
    Object.assign(view, { asked: null, answer: null, parameters: [], blanksKey: null });
    for (const place of [view.result, view.blanks, view.reading]) if (place) fill(place);
    return;
  }
  const parameters = askParameters(state);
  const key = JSON.stringify([languageNow(), parameters]);
  if (key === view.asked) return showAgain(view, parameters, state);
  view.asked = key;
  if (view.editor) checkText(view);
  await fetchAnswer(view, parameters, state);
}

// What a state asks for, always in the same order, so that the same question is the same.
function askParameters({ question, param, evidence, basis }) {
  const asked = { question, param: listed(param), evidence, basis };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value.length > 0));
}

// Back and forward between two looks at one answer.
function showAgain(view, parameters, state) {
  if (view.answer && view.shown !== window.location.hash) showAnswer(view, parameters, state);
}

// The saved questions: all there is to see at first, and behind one line once something is asked.
function showLibrary(view, state) {
  const key = JSON.stringify([languageNow(), Boolean(state.question)]);
  if (view.libraryKey === key) return;
  view.libraryKey = key;
  const inside = h("div", {});
  const shelves = async () => {
    fill(inside, h("p", { class: "faint" }, t("gallery.busy")));
    const queries = await savedQueries(languageNow()).catch(() => []);
    fill(inside, galleryNode(queries, stateNow().find));
  };
  if (!state.question) {
    fill(view.library, view.past, h("h2", {}, t("gallery")), inside);
    shelves();
    return;
  }
  const toggled = (event) => {
    if (event.target.open === (stateNow().library === "true") && inside.childElementCount) return;
    note({ library: event.target.open ? "true" : "" });
    if (event.target.open && !inside.childElementCount) shelves();
  };
  fill(view.library, view.past, h("details", { ontoggle: toggled, open: state.library === "true" }, h("summary", {}, t("gallery")), inside));
}

// ---- asking

async function ask(view) {
  const question = view.editor.text().trim();
  if (!question) {
    view.editor.focus();
    return;
  }
  await checkText(view);
  const names = view.parameters.map(({ name }) => name);
  const values = blankValues(view.param);
  const param = names.filter((name) => values[name]).map((name) => `${name}=${values[name]}`);
  const same = question === stateNow().question;
  const fresh = same ? {} : { show: "", sort: "", down: "", filter: "", page: "", bar: "" };
  const before = window.location.hash;
  view.asked = null;
  go({ question, param, library: "", ...fresh });
  if (window.location.hash === before) await showState(view, stateNow());
}

async function fetchAnswer(view, parameters, state) {
  view.leaving.abort();
  view.leaving = new AbortController();
  view.answer = null;
  view.result.setAttribute("aria-busy", "true");
  view.result.classList.add("busy");
  const slow = setTimeout(() => fill(view.result, h("p", { class: "faint" }, t("ask.busy"))), 400);
  try {
    const answer = await get("ask", parameters, view.leaving.signal);
    clearTimeout(slow);
    view.answer = answer;
    showAnswer(view, parameters, state);
    if (view.editor) {
      fill(view.reading);
      rememberQuestion(parameters.question, parameters.param);
      fill(view.past, historyNode());
    }
    announce(answer.rows.length === 1 ? t("ask.found.one") : t("ask.found", { number: answer.rows.length }));
  } catch (error) {
    clearTimeout(slow);
    if (error.name === "AbortError") return;
    fill(view.result);
    if (view.editor) await showProblem(view, error);
    else fill(view.result, problemNode(error));
  }
  view.result.classList.remove("busy");
  view.result.removeAttribute("aria-busy");
}

function showAnswer(view, parameters, state) {
  const { answer } = view;
  const head = h("div", {}, h("h2", { class: "canonical" }, answer.question));
  document.title = `${answer.question} – ${t("nav.ask")}`;
  fill(view.result, head, answerNode(answer, parameters, state));
  view.shown = window.location.hash;
  titled(view, head, parameters.question);
}

// What the question is called where it is a saved one, once that is known.
async function titled(view, head, question) {
  const queries = await savedQueries(languageNow()).catch(() => []);
  const saved = savedAs(queries, question);
  if (!saved || !head.isConnected) return;
  document.title = `${saved.title} – ${t("nav.ask")}`;
  fill(head, h("h2", {}, saved.title), h("p", { class: "faint" }, saved.description), h("p", { class: "canonical small" }, view.answer.question));
}

// ---- what is wrong with it

// Have the text in the editor checked, once: its colours, its blanks, and what is wrong with it.
function checkText(view) {
  const key = JSON.stringify([view.editor.text(), view.param]);
  if (view.checking?.key !== key) view.checking = { key, found: checkedText(view, view.editor.text()) };
  return view.checking.found;
}

async function checkedText(view, question) {
  let found;
  try {
    found = await get("check", { question, param: view.param });
  } catch {
    // Asking tells what is wrong.
    view.checking = null;
    return null;
  }
  if (view !== askView || view.editor.text() !== question) return null;
  const missing = blankMissing(question, found.problem);
  if (!found.problem || missing) understood = { question: question.trim(), translations: found.translations };
  view.editor.show(missing ? { ...found, problem: null } : found);
  await showBlanks(view, question, found.parameters);
  return found;
}

async function showBlanks(view, question, parameters) {
  const saved = savedAs(await savedQueries(languageNow()), question.trim());
  const known = Object.fromEntries((saved?.parameters ?? []).map((each) => [each.name, each]));
  const wanted = parameters.map((each) => known[each.name] ?? each);
  const key = JSON.stringify([wanted, view.param]);
  view.parameters = wanted;
  const values = blankValues(view.param);
  view.param = wanted.map(({ name, default: first }) => `${name}=${values[name] ?? first}`).filter((each) => !each.endsWith("="));
  if (view.blanksKey === key) return;
  view.blanksKey = key;
  const changed = (param) => {
    view.param = param.filter((each) => !each.endsWith("="));
    view.blanksKey = null;
    if (question.trim() === stateNow().question) go({ param: view.param, sort: "", down: "", filter: "", page: "" });
    else checkText(view);
  };
  fill(view.blanks, wanted.length > 0 && blankFields(wanted, blankValues(view.param), changed));
}

// Whether all that is wrong is that a blank has no value yet.
function blankMissing(question, problem) {
  if (!problem) return false;
  const place = question.slice(unitsOf(question, problem.start), unitsOf(question, problem.end));
  return place.startsWith("$") && /^--param \w+=…$/.test(problem.hint);
}

// What is wrong with the question that was asked, and as soon as it is known the question that may have been meant.
async function showProblem(view, problem) {
  const question = problem.question ?? "";
  const missing = problem.start !== undefined && blankMissing(question, problem);
  const hint = missing ? t("blank.missing") : problem.hint?.replace(/^--param \w+=/, "");
  const told = { ...problem, hint, message: problem.message, unreachable: problem.unreachable };
  fill(view.reading, problemNode(told));
  const mended = problem.start === undefined ? null : (await checkText(view))?.problem?.mended;
  if (!mended || view.editor.text().trim() !== question.trim()) return;
  const apply = () => {
    view.editor.setText(mended);
    view.editor.focus();
    ask(view);
  };
  view.reading.append(h("p", { class: "row" }, h("button", { type: "button", class: "mend", onclick: apply }, t("ask.mend"), " ", h("q", {}, mended))));
}
