// The blanks of a question, its $names, as fields of a form.
import { freshId, h } from "./dom.js";
import { t } from "./words.js";

const MOST_OPTIONS = 60;
const OTHER_VALUE = "\u0000other";

// The values that stand in the address, by name: ["plan=sogn:plan"].
export function blankValues(param) {
  return Object.fromEntries(param.map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]));
}

// A form field for each blank, with what is there now; `onchange` is called with all of the values as "NAME=VALUE".
export function blankFields(parameters, values, onchange) {
  const now = Object.fromEntries(parameters.map(({ name, default: first }) => [name, values[name] ?? first]));
  const changed = (name, value) => {
    now[name] = value;
    onchange(Object.entries(now).map(([each, said]) => `${each}=${said}`));
  };
  return parameters.map((parameter) => blankField(parameter, now[parameter.name], (value) => changed(parameter.name, value)));
}

function blankField(parameter, value, changed) {
  const id = freshId("blank");
  const choices = (parameter.choices ?? []).map((each) => (typeof each === "string" ? [each, each] : [each.code ?? each.iri, choiceText(each)]));
  const place = h("span", {}, blankInput(id, parameter, choices, value, changed));
  const label = parameter.what || `$${parameter.name}`;
  return h("div", { class: "blank" }, h("label", { for: id }, label), place);
}

function choiceText({ code, label }) {
  return code ? `${label} (${code})` : label;
}

function blankInput(id, parameter, choices, value, changed) {
  const few = choices.length > 0 && choices.length <= MOST_OPTIONS;
  if (!few && parameter.type !== "boolean") return blankText(id, parameter, choices, value, changed);
  const options = parameter.type === "boolean" ? [["true", t("yes")], ["false", t("no")]] : choices;
  const known = options.some(([each]) => each === value);
  const select = h(
    "select",
    {
      id,
      onchange: () => {
        if (select.value !== OTHER_VALUE) return changed(select.value);
        const free = blankText(id, parameter, [], value, changed);
        select.replaceWith(free);
        return free.focus();
      },
    },
    !known && h("option", { value, selected: true }, value || t("blank.choose")),
    options.map(([each, text]) => h("option", { value: each, selected: each === value }, text)),
    h("option", { value: OTHER_VALUE }, t("blank.other")),
  );
  return select;
}

function blankText(id, { type }, choices, value, changed) {
  const list = choices.length > 0 && freshId("choices");
  const input = h("input", {
    type: "text",
    id,
    value,
    list,
    inputmode: type === "number" || type === "year" ? "decimal" : null,
    placeholder: type === "date" ? "2018-05-01" : type === "year" ? "2018" : null,
    onchange: () => changed(input.value.trim()),
  });
  if (!list) return input;
  const fragment = document.createDocumentFragment();
  fragment.append(input, h("datalist", { id: list }, choices.map(([each, text]) => h("option", { value: each, label: text }))));
  return fragment;
}
