// The four lights of a part of a plan: each state has a colour, a shape of its own, and words.
import { h, svg } from "./dom.js";
import { addressOf } from "./state.js";
import { t } from "./words.js";
import { amountText } from "./cells.js";

export const LIGHTS = ["measures", "money", "owners", "goals"];
const LIGHT_STATES = ["good", "partly", "lacking", "unasked"];
const DRAWN = {
  good: [["circle", { cx: 10, cy: 10, r: 9, class: "solid" }], ["path", { d: "M5.6 10.4 8.7 13.4 14.4 7", class: "mark" }]],
  partly: [["circle", { cx: 10, cy: 10, r: 8, class: "edge" }], ["path", { d: "M10 2A8 8 0 0 1 10 18Z", class: "solid" }]],
  lacking: [["path", { d: "M6.3 1H13.7L19 6.3V13.7L13.7 19H6.3L1 13.7V6.3Z", class: "solid" }], ["path", { d: "M6.6 6.6 13.4 13.4M13.4 6.6 6.6 13.4", class: "mark" }]],
  unasked: [["path", { d: "M5 10H15", class: "edge" }]],
};

// The sign of a state; the words stand beside it.
export function lightSign(state) {
  return svg("svg", { viewBox: "0 0 20 20", class: `light ${state}`, "aria-hidden": "true" }, DRAWN[state].map(([tag, how]) => svg(tag, how)));
}

// Whether something is missing.
export function isLacking(light) {
  return light.state === "partly" || light.state === "lacking";
}

function countText(light) {
  return light.state === "unasked" ? "–" : t("light.count", { count: amountText(light.count), of: amountText(light.of) });
}

// A light in a line; it leads to the question behind it, where there is one.
export function lightNode(light, attributes = {}) {
  const inside = [lightSign(light.state), light.of > 0 && h("span", { class: "count", "aria-hidden": "true" }, countText(light)), h("span", { class: "unseen" }, light.text)];
  if (!light.question) return h("span", { class: "lit", title: light.text }, inside);
  return h("a", { class: "lit", href: addressOf("ask", { question: light.question }), title: light.text, ...attributes }, inside);
}

// A light as a card: for the whole plan.
export function lightCard(light) {
  const share = light.of ? `${(100 * light.count) / light.of}%` : "0%";
  const inside = [
    h("span", { class: "about" }, lightSign(light.state), t(`light.${light.about}`)),
    h("strong", { class: "big" }, countText(light)),
    h("span", { class: `meter ${light.state}`, "aria-hidden": "true" }, h("span", { style: { inlineSize: share } })),
    h("span", { class: "small faint" }, light.text),
  ];
  return h("li", {}, light.question ? h("a", { class: "lightcard", href: addressOf("ask", { question: light.question }) }, inside) : h("div", { class: "lightcard" }, inside));
}

// What the signs mean.
export function lightLegend() {
  const items = LIGHT_STATES.map((state) => h("li", {}, lightSign(state), t(`light.${state}`)));
  return h("ul", { class: "plain lightlegend small", "aria-label": t("legend") }, items);
}
