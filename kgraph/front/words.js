// Every text of the page, in the language of the reader.

let table = {};
let tongue = "en";

// Speak a language from now on; `texts` are those of words/<language>.json.
export function speak(language, texts) {
  tongue = language;
  table = texts;
  document.documentElement.lang = language;
}

// The text of a key, its blanks filled with the values of these names.
export function t(key, values = {}) {
  const text = table[key];
  if (text === undefined) throw new Error(`no text: ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export function languageNow() {
  return tongue;
}

// A whole number or an amount as it is written in the language: 1 200 000 in Norwegian, 1,200,000 in English.
export function numberText(value) {
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  const locale = { en: "en-GB", nn: "nn-NO", nb: "nb-NO" }[tongue];
  // Browsers have no Nynorsk of their own; its numbers are those of Bokmål.
  return number.toLocaleString([locale, "nb-NO"], { maximumFractionDigits: 6 });
}
