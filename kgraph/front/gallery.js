// The saved questions, to browse and to look through.
import { announce, fill, freshId, h, later } from "./dom.js";
import { addressOf, note } from "./state.js";
import { t } from "./words.js";
import { get } from "./source.js";

let galleryKept = { language: "", queries: [] };

// Every saved question, in the language of the page.
export async function savedQueries(language) {
  if (galleryKept.language !== language) galleryKept = { language, queries: await get("queries") };
  return galleryKept.queries;
}

// The saved question whose text this is, if any.
export function savedAs(queries, question) {
  return queries.find((each) => each.question === question);
}

// The gallery: `find` is what it is filtered by.
export function galleryNode(queries, find) {
  const id = freshId("find");
  const place = h("div", {});
  const said = h("p", { class: "faint small" });
  const draw = (text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = queries.filter((each) => {
      const whole = `${each.title} ${each.description} ${each.question} ${each.name}`.toLowerCase();
      return words.every((word) => whole.includes(word));
    });
    said.textContent = found.length === 1 ? t("gallery.one") : t("gallery.many", { number: found.length });
    fill(place, [...byGroup(found)].map(([group, every]) => galleryShelf(group, every)));
  };
  const changed = later(150, (text) => {
    note({ find: text });
    draw(text);
    announce(said.textContent);
  });
  draw(find ?? "");
  const field = h("input", { type: "search", id, value: find ?? "", oninput: (event) => changed(event.target.value) });
  return h("div", { class: "gallery" }, h("div", { class: "row" }, h("label", { for: id }, t("gallery.find")), field), said, place);
}

function byGroup(queries) {
  const groups = new Map();
  for (const each of queries) {
    const group = each.own ? t("gallery.own") : each.group;
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return groups;
}

function galleryShelf(group, queries) {
  const cards = queries.map((each) =>
    h(
      "li",
      { class: "card" },
      h("a", { href: queryAddress(each) }, each.title),
      h("p", { class: "small faint" }, each.description),
      each.parameters.length > 0 && h("p", { class: "small" }, each.parameters.map((one) => h("span", { class: "chip" }, one.what))),
    ),
  );
  return h("section", {}, group && h("h3", {}, group), h("ul", { class: "plain cards" }, cards));
}

// The address that asks a saved question, its blanks filled with what they have at first.
export function queryAddress(query) {
  const param = query.parameters.map(({ name, default: value }) => `${name}=${value}`);
  return addressOf("ask", { question: query.question, param });
}
