// Where answers come from: the server, or in the offline file the page itself.
import { embedded, fromPage } from "./embedded.js";
import { languageNow } from "./words.js";

// What went wrong, in words: `detail`, and where known `hint`, and `start`, `end` in `question`.
export class Problem extends Error {
  constructor(content) {
    super(content.detail);
    Object.assign(this, content);
  }
}

function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ lang: languageNow(), ...parameters })) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== "") query.append(name, each);
    }
  }
  return `api/${path}?${query}`;
}

// Whether the page is a file of its own, without a server.
export function isOffline() {
  return embedded() !== null;
}

// The JSON of a path of the API, in the language of the page; throws a Problem.
export async function get(path, parameters = {}, signal = undefined) {
  if (isOffline()) return fromPage(path, { lang: languageNow(), ...parameters });
  let response;
  try {
    response = await fetch(address(path, parameters), { signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ status: 0, detail: "", unreachable: true });
  }
  const content = await response.json().catch(() => ({ status: response.status, detail: response.statusText }));
  if (!response.ok) throw new Problem(content);
  return content;
}

// The address of a file that the API makes, for a link.
export function fileAddress(path, parameters) {
  return address(path, parameters);
}

// Libraries that others have written, fetched when they are first needed; each sets one global name.
const GLOBALS = { codemirror: "CodeMirror6", cytoscape: "cytoscape" };
const loading = {};

export function loadVendor(name) {
  if (window[GLOBALS[name]]) return Promise.resolve(window[GLOBALS[name]]);
  loading[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `front/vendor/${name}.js`;
    script.addEventListener("load", () => resolve(window[GLOBALS[name]]));
    script.addEventListener("error", () => reject(new Problem({ status: 0, detail: "", unreachable: true })));
    document.head.append(script);
  });
  return loading[name];
}

// The texts of the page in a language.
export async function wordsOf(language) {
  if (isOffline()) return embedded().words[language];
  const response = await fetch(`front/words/${language}.json`);
  return response.json();
}
