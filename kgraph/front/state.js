// What is on the screen stands in the address, so that a link shows the same: #ask?question=measures&lang=nn

const KEPT = ["lang", "basis", "plan"];
const listeners = [];

// The state that an address tells: `view`, and each parameter as a text, or as a list where it stands there several times.
export function parsed(hash) {
  const [view, query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const state = { view: /^[a-z]+$/.test(view) ? view : "ask" };
  const parameters = new URLSearchParams(query);
  for (const name of new Set(parameters.keys())) {
    if (name === "view") continue;
    const values = parameters.getAll(name);
    state[name] = values.length > 1 ? values : values[0];
  }
  return state;
}

// The state now.
export function stateNow() {
  return parsed(window.location.hash);
}

// The values of a parameter as a list, however many there are.
export function listed(value) {
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

// The address of a state; what is empty does not stand there.
export function hashOf(state) {
  const { view, ...rest } = state;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    for (const each of listed(value)) parameters.append(name, each);
  }
  const query = parameters.toString();
  return `#${view}${query ? `?${query}` : ""}`;
}

// The address of another view, in the same language, on the same basis, of the same plan.
export function addressOf(view, parameters) {
  const now = stateNow();
  const kept = Object.fromEntries(KEPT.filter((name) => name in now).map((name) => [name, now[name]]));
  return hashOf({ view, ...kept, ...parameters });
}

// Go to a state: `changes` to the one now, or with `view` in it to another view. `replace` leaves no step to go back to.
export function go(changes, replace = false) {
  const now = stateNow();
  const same = changes.view === undefined || changes.view === now.view;
  const hash = same ? hashOf({ ...now, ...changes }) : addressOf(changes.view, changes);
  if (hash === window.location.hash) return;
  if (replace) {
    window.history.replaceState(null, "", hash);
    for (const listener of listeners) listener(stateNow());
  } else {
    window.location.hash = hash;
  }
}

// Remember something in the address without showing anything anew.
export function note(changes) {
  window.history.replaceState(null, "", hashOf({ ...stateNow(), ...changes }));
}

// Call a function with each new state.
export function onState(listener) {
  listeners.push(listener);
  if (listeners.length === 1) {
    window.addEventListener("hashchange", () => {
      for (const each of listeners) each(stateNow());
    });
  }
}
