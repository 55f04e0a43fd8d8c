// What a view needs from the API, and whether its reader still waits for it.
import { h } from "./dom.js";
import { aboutNow } from "./about.js";
import { fileAddress, get, isOffline } from "./source.js";
import { languageNow, t } from "./words.js";

const latest = {};
let requested = 0;

// Those of the state's values that the API wants, in this order; what is empty is left out.
export function givenOf(state, names) {
  return Object.fromEntries(names.filter((name) => state[name] !== undefined && state[name].length > 0).map((name) => [name, state[name]]));
}

// The JSON of a path; null where the reader has gone on meanwhile. What was asked last is kept until the view is left.
export async function freshContent(place, path, parameters, anew) {
  const { view } = place.dataset;
  const mine = ++requested;
  const key = JSON.stringify([languageNow(), parameters]);
  if (!anew && latest[path]?.key === key) return latest[path].content;
  const busy = setTimeout(() => place.classList.add("busy"), 300);
  try {
    const content = await get(path, parameters);
    latest[path] = { key, content };
    return mine === requested && place.dataset.view === view ? content : null;
  } catch (error) {
    if (mine === requested && place.dataset.view === view) throw error;
    return null;
  } finally {
    clearTimeout(busy);
    place.classList.remove("busy");
  }
}

// How a thing is called in an address.
export function referenceOf(thing) {
  return thing.code ?? thing.iri;
}

// Links to what is shown as files: `formats` are pairs of a format's name and what the link says.
export function fileLinks(path, parameters, formats) {
  if (isOffline()) return "";
  const items = formats.map(([format, label]) => h("li", {}, h("a", { href: fileAddress(path, { ...parameters, format }), download: "" }, label)));
  return h("div", { class: "files small unprinted" }, h("span", {}, t("files")), h("ul", { class: "plain" }, items));
}

// A select with its label; `options` are pairs of a value and its text.
export function choiceField(label, options, now, changed) {
  const items = options.map(([value, text]) => h("option", { value, selected: value === now }, text));
  return h("label", { class: "field" }, h("span", {}, label), h("select", { onchange: (event) => changed(event.target.value) }, items));
}

// The kinds that there are things of, as options in the order of their names in the plural.
export function kindOptions() {
  const letters = new Intl.Collator([languageNow(), "nb"]);
  return Object.entries(aboutNow().kinds)
    .filter(([, kind]) => kind.count > 0)
    .map(([name, kind]) => [name, kind.plural])
    .sort(([, one], [, other]) => letters.compare(one, other));
}
