// Elements from texts: everything that a user or a plan has written reaches the page as a text node, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function dressed(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (["value", "checked", "selected", "disabled", "indeterminate"].includes(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

// An element: h("button", {type: "button", onclick: run}, "Ask"). Styles are given as an object.
export function h(tag, attributes, ...children) {
  return dressed(document.createElement(tag), attributes, children);
}

// The same for an element of a picture.
export function svg(tag, attributes, ...children) {
  return dressed(document.createElementNS(SVG, tag), attributes, children);
}

// Put these in place of all that an element holds.
export function fill(element, ...children) {
  element.replaceChildren();
  return dressed(element, {}, children);
}

// Tell people who do not see the page what has changed on it.
export function announce(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  setTimeout(() => {
    announcer.textContent = text;
  }, 50);
}

let numbered = 0;

// An id that no other element has.
export function freshId(stem) {
  numbered += 1;
  return `${stem}-${numbered}`;
}

// Call a function once nothing has happened for so many milliseconds.
export function later(milliseconds, call) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
}

// Put a file into the user's downloads.
export function save(name, content, media) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: media }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
