// What the project has: its plans, kinds, links and formats, in the language of the page.

let known = null;

export function setAbout(content) {
  known = content;
}

// The JSON of /api/about.
export function aboutNow() {
  return known;
}

// What a kind is called, by its local name.
export function kindLabel(kind) {
  return known.kinds[kind]?.label ?? kind;
}

// What a link is called, by its local name.
export function linkLabel(link) {
  return known.links[link]?.label ?? link;
}
