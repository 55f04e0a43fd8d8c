// The editor of a question: a plain text field at once, and one with colours and completion when that is loaded.
import { h } from "./dom.js";
import { t } from "./words.js";
import { get, loadVendor } from "./source.js";

// The API counts characters, and JavaScript the units of UTF-16: how many units so many characters have.
export function unitsOf(text, characters) {
  return [...text].slice(0, characters).join("").length;
}

// How many characters so many units have.
export function charactersOf(text, units) {
  return [...text.slice(0, units)].length;
}

// An editor: `node`, `text()`, `setText(text)`, `show(check)` for what /api/check said of the text, `focus()`, `destroy()`.
// `onask` is called when the question is to be asked, `onchange` when it has been changed by the user.
export function questionEditor({ text, label, describedBy, onask, onchange }) {
  const field = h("textarea", {
    "aria-label": label,
    "aria-describedby": describedBy,
    rows: 2,
    spellcheck: "false",
    placeholder: t("ask.placeholder"),
    value: text,
    oninput: onchange,
    onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        onask();
      }
    },
  });
  const node = h("div", { class: "editor" }, field);
  let rich = null;
  let gone = false;
  let told = null;
  loadVendor("codemirror").then(
    (library) => {
      if (gone) return;
      const focused = document.activeElement === field;
      rich = richEditor(library, node, { text: field.value, label, describedBy, onask, onchange });
      if (told?.text === field.value) rich.show(told.check);
      if (focused) rich.focus();
      field.remove();
    },
    // Without it the plain field does.
    () => {},
  );
  return {
    node,
    text: () => (rich ? rich.text() : field.value),
    setText: (changed) => {
      if (rich) rich.setText(changed);
      else field.value = changed;
    },
    show: (check) => {
      told = { text: rich ? rich.text() : field.value, check };
      rich?.show(check);
    },
    focus: () => (rich ?? field).focus(),
    destroy: () => {
      gone = true;
      rich?.destroy();
    },
  };
}

function richEditor(library, parent, { text, label, describedBy, onask, onchange }) {
  const { EditorState, EditorView, Prec, keymap } = library;
  const colours = colouring(library);
  // Set by ourselves, as opposed to typed.
  let quiet = false;
  const ask = () => {
    onask();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(document.querySelector('meta[name="nonce"]')?.content ?? ""),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, spellcheck: "false" }),
        EditorState.phrases.of({ Completions: t("ask.completions") }),
        library.placeholder(t("ask.placeholder")),
        library.history(),
        library.highlightSpecialChars(),
        library.bracketMatching(),
        colours.field,
        Prec.high(keymap.of([{ key: "Mod-Enter", run: ask }, { key: "Enter", run: ask }])),
        library.autocompletion({
          override: [(context) => completionsAt(library, context)],
          selectOnOpen: false,
          icons: false,
          activateOnTypingDelay: 120,
          maxRenderedOptions: 50,
        }),
        keymap.of([{ key: "Tab", run: library.acceptCompletion }, ...library.defaultKeymap, ...library.historyKeymap]),
        EditorView.theme(EDITOR_LOOK),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) onchange();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText(changed) {
      quiet = true;
      const end = view.state.doc.length;
      view.dispatch({ changes: { from: 0, to: end, insert: changed }, selection: { anchor: changed.length } });
      quiet = false;
    },
    show(check) {
      view.dispatch({ effects: colours.effect(view.state.doc.toString(), check.marks) });
      view.dispatch(library.setDiagnostics(view.state, diagnosticsOf(view.state.doc.toString(), check.problem)));
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

// The words of the question in colours that tell what they are; they move along until they are told anew.
function colouring({ Decoration, EditorView, StateEffect, StateField }) {
  const set = StateEffect.define();
  const field = StateField.define({
    create: () => Decoration.none,
    update(marks, transaction) {
      const told = transaction.effects.find((effect) => effect.is(set));
      return told ? told.value : marks.map(transaction.changes);
    },
    provide: (each) => EditorView.decorations.from(each),
  });
  const effect = (text, marks) => {
    const found = marks
      .map(({ start, end, sort }) => [unitsOf(text, start), unitsOf(text, end), sort])
      .filter(([start, end]) => end > start && end <= text.length)
      .map(([start, end, sort]) => Decoration.mark({ class: `look-${sort}` }).range(start, end));
    return set.of(Decoration.set(found, true));
  };
  return { field, effect };
}

function diagnosticsOf(text, problem) {
  if (!problem) return [];
  const from = unitsOf(text, problem.start);
  const to = unitsOf(text, problem.end);
  const message = problem.hint ? `${problem.message}. ${t("hint")} ${problem.hint}` : problem.message;
  return [{ from, to, severity: "error", message }];
}

async function completionsAt(library, context) {
  const text = context.state.doc.toString();
  const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
  if (!context.explicit && !/[\p{L}\p{N}:"«$.-]/u.test(before)) return null;
  const leaving = new AbortController();
  context.addEventListener("abort", () => leaving.abort());
  let found;
  try {
    found = await get("complete", { question: text, place: charactersOf(text, context.pos) }, leaving.signal);
  } catch {
    return null;
  }
  const options = found.map((each, place) => ({
    label: each.text,
    detail: each.description,
    type: each.sort,
    boost: -place,
    apply: (view, _, __, to) => {
      const from = unitsOf(text, each.start);
      view.dispatch({
        changes: { from, to, insert: each.text },
        selection: { anchor: from + each.text.length },
        userEvent: "input.complete",
      });
      library.closeCompletion(view);
    },
  }));
  return options.length ? { from: context.pos, options, filter: false } : null;
}

const EDITOR_LOOK = {
  "&": { fontSize: "1.0625rem", borderRadius: ".4rem", border: "1px solid var(--edge)", background: "var(--paper)" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.6" },
  ".cm-content": { padding: ".55rem .3rem", minHeight: "3.4rem", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-placeholder": { color: "var(--faint)" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--accent-band)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { background: "var(--error-band)" },
  ".cm-tooltip": { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: ".4rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "17rem", maxWidth: "min(92vw, 40rem)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".3rem .7rem", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", fontSize: ".85em", color: "var(--faint)", marginLeft: "1em" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-diagnostic": { padding: ".4rem .7rem", maxWidth: "30rem" },
};
