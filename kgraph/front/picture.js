// A picture of a plan that the server draws, shown as an image so that nothing in it runs, and what it shows as a table.
import { freshId, h } from "./dom.js";
import { addressOf } from "./state.js";
import { Problem, fileAddress } from "./source.js";
import { t } from "./words.js";

const FLOW = /^(.*) → (.*): (\d+) \((.*)\)$/s;
const CODED = /^(.*) \((\S+:\S+)\)(.*)$/s;

// The picture of a name with its table.
export async function pictureNode(name, parameters) {
  const text = await pictureText({ name, ...parameters });
  // It is read for its words alone; the page's policy would complain of its styles.
  const bare = text.replace(/<style>.*?<\/style>| style="[^"]*"/gs, "");
  const picture = new DOMParser().parseFromString(bare, "image/svg+xml");
  const said = (tag) => picture.documentElement.querySelector(`:scope > ${tag}`)?.textContent ?? "";
  const width = Number(picture.documentElement.getAttribute("width")) || 900;
  const titles = [...picture.querySelectorAll("title")].map((each) => each.textContent).filter((each) => each !== said("title"));
  const id = freshId("picture");
  return h(
    "figure",
    { class: "drawn" },
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": id },
      h("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`, alt: said("title"), style: { minInlineSize: `${Math.min(width, 720)}px` } }),
    ),
    h("figcaption", { id, class: "small" }, said("desc")),
    h("details", { class: "twin" }, h("summary", {}, t("picture.table")), twinTable(titles, said("title"))),
  );
}

async function pictureText(parameters) {
  const response = await fetch(fileAddress("picture", parameters)).catch(() => {
    throw new Problem({ status: 0, detail: "", unreachable: true });
  });
  if (!response.ok) throw new Problem(await response.json());
  return response.text();
}

// A row for each ribbon of a picture of flows; of others one for each part.
function twinTable(titles, label) {
  const flows = titles.map((title) => FLOW.exec(title)).filter(Boolean);
  const heads = flows.length ? [t("graph.from"), t("graph.to"), t("picture.links"), t("graph.rests")] : [t("picture.part")];
  const rows = flows.length
    ? flows.map(([, start, end, number, basis]) => h("tr", {}, h("th", { scope: "row" }, codedNode(start)), h("td", {}, codedNode(end)), h("td", { class: "number" }, number), h("td", {}, basis)))
    : titles.map((title) => h("tr", {}, h("td", {}, codedNode(title))));
  const id = freshId("twin");
  const table = h("table", {}, h("caption", { id, class: "unseen" }, label), h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": id }, table);
}

// A name with its code as a link to its card.
function codedNode(text) {
  const found = CODED.exec(text);
  if (!found) return text;
  const [, label, code, rest] = found;
  return h("span", {}, h("a", { href: addressOf("explore", { thing: code }) }, label), " ", h("span", { class: "code" }, code), rest);
}
