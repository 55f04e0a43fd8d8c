// The page: its head, the view that the address asks for, and what is told when something goes wrong.
import { announce, fill, h } from "./dom.js";
import { addressOf, go, hashOf, onState, stateNow } from "./state.js";
import { languageNow, speak, t } from "./words.js";
import { get, isOffline, wordsOf } from "./source.js";
import { setAbout } from "./about.js";
import { embedded } from "./embedded.js";
import { problemNode } from "./problem.js";
import { showAlone } from "./alone.js";
import { showAsk } from "./ask.js";
import { showCoverage } from "./coverage.js";
import { showExplore } from "./explore.js";
import { showGaps } from "./gaps.js";
import { showPlan } from "./plan.js";
import { showScenario } from "./scenario.js";

const VIEWS = {
  ask: showAsk,
  explore: showExplore,
  plan: showPlan,
  gaps: showGaps,
  coverage: showCoverage,
  scenario: showScenario,
};

// Where a plan narrows what is shown; a question names its plan itself.
const PLANNED = ["plan", "gaps", "coverage", "scenario"];

let shown = {};
let about = null;

// Nobody is there to be asked what if in the offline file; and where it is a graph alone, there is nothing else.
function viewsHere() {
  if (!isOffline()) return VIEWS;
  const { scenario, ...others } = VIEWS;
  return embedded().alone ? { explore: showAlone } : others;
}

async function start() {
  onState(show);
  await show(stateNow());
}

async function learn(language) {
  speak(language, await wordsOf(language));
  about = await get("about");
  setAbout(about);
}

async function show(state) {
  const views = viewsHere();
  const view = views[state.view] ? state.view : Object.keys(views)[0];
  const place = document.getElementById("content");
  const languages = ["en", "nn", "nb"];
  const language = languages.includes(state.lang) ? state.lang : document.documentElement.dataset.first;
  try {
    if (about === null || language !== languageNow()) {
      await learn(language);
      shown = {};
      // The address may have changed while the words were on their way.
      if (hashOf(stateNow()) !== hashOf(state)) return show(stateNow());
    }
    head(view, state);
    const anew = shown.view !== view;
    if (anew) fill(place);
    shown = { ...state, view };
    place.dataset.view = view;
    document.title = `${t(`nav.${view}`)} – ${about.name}`;
    await views[view](place, state, anew);
    if (anew) announce(t(`nav.${view}`));
  } catch (error) {
    shown = {};
    fill(place, problemNode(error));
  }
  return undefined;
}

// ---- the head of the page

function head(view, state) {
  if (embedded()?.alone) return;
  document.getElementById("skip").textContent = t("skip");
  const links = Object.keys(viewsHere()).map((name) =>
    h("li", {}, h("a", { href: addressOf(name, {}), "aria-current": name === view ? "page" : null }, t(`nav.${name}`))),
  );
  fill(
    document.getElementById("top"),
    h("p", { class: "name" }, h("a", { href: addressOf("ask", {}) }, about.name)),
    h("nav", { "aria-label": t("nav") }, h("ul", {}, links)),
    h("div", { class: "choices" }, PLANNED.includes(view) && planChoice(state), !isOffline() && basisChoice(state), languageChoice()),
  );
  fill(document.getElementById("bottom"), h("p", {}, isOffline() ? t("footer.offline") : t("footer")));
}

function choice(label, name, now, options) {
  const items = options.map(([value, text, speech]) =>
    h("option", { value, selected: value === now, lang: speech }, text),
  );
  return h("label", {}, h("span", {}, label), h("select", { onchange: (event) => go({ [name]: event.target.value }) }, items));
}

function planChoice(state) {
  const plans = about.plans.map((plan) => [plan.code ?? plan.iri, plan.label]);
  return plans.length > 1 && choice(t("plan"), "plan", state.plan ?? "", [["", t("plan.all")], ...plans]);
}

function basisChoice(state) {
  const options = [["", t("basis.all")], ["stated", t("basis.stated")]];
  return choice(t("basis"), "basis", state.basis ?? "", options);
}

function languageChoice() {
  const names = [["nn", "Nynorsk", "nn"], ["nb", "Bokmål", "nb"], ["en", "English", "en"]];
  return choice(t("language"), "lang", languageNow(), names);
}

document.documentElement.dataset.first = document.documentElement.lang;
start();
