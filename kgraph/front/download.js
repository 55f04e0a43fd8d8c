// The answer, and the graph of its things, as files in every format that kgraph writes.
import { h } from "./dom.js";
import { aboutNow } from "./about.js";
import { fileAddress } from "./source.js";
import { t } from "./words.js";

// A menu of links; `parameters` are those of the question, and `graph` tells whether its answer has things.
export function downloadMenu(parameters, graph) {
  const { evidence, ...rest } = parameters;
  const about = aboutNow();
  const menu = h(
    "details",
    {
      class: "menu",
      onkeydown: (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
      },
      onfocusout: (event) => {
        if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
      },
    },
    h("summary", { class: "button" }, t("download")),
    h(
      "div",
      { class: "sheet" },
      formatLinks(t("download.answer"), about.answer_formats, (name) => fileAddress("answer", { ...parameters, format: name })),
      graph && formatLinks(t("download.graph"), about.graph_formats.filter((each) => each.part), (name) => fileAddress("export", { ...rest, format: name })),
    ),
  );
  return menu;
}

function formatLinks(title, every, address) {
  const items = every.map(({ name, suffix, what }) =>
    h("li", {}, h("a", { href: address(name), download: "" }, name, " ", h("span", { class: "code" }, suffix)), h("span", { class: "faint small" }, what || t(`download.${name}`))),
  );
  return h("section", {}, h("h3", {}, title), h("ul", { class: "plain" }, items));
}
