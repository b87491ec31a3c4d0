// What the page knows, as a pure function of what happened.
//   phase      "loading" until the list is there, then "ready"; "failed" when it could not be read
//   truncated  the API holds more keys than it listed
//   items      {id, value, state} in alphabetical order; state is "loading", "ready" or "failed"

export const initial = { phase: 'loading', truncated: false, items: [] };

export function reduce(state, event) {
  switch (event.type) {
    case 'loading':
      return { ...state, phase: 'loading' };
    case 'listed':
      return {
        phase: 'ready',
        truncated: event.truncated,
        items: event.keys.map((id) => known(state.items, id)),
      };
    case 'listFailed':
      return { ...state, phase: 'failed' };
    case 'read':
      return replace(state, { id: event.id, value: event.value, state: 'ready' });
    case 'readFailed':
      return replace(state, { id: event.id, value: '', state: 'failed' });
    case 'saved':
      return insert(state, { id: event.id, value: event.value, state: 'ready' });
    case 'deleted':
      return { ...state, items: state.items.filter((item) => item.id !== event.id) };
    default:
      throw new Error(`unknown event ${event.type}`);
  }
}

/** A value that was read before stays in sight while it is read again. */
function known(items, id) {
  return items.find((item) => item.id === id) ?? { id, value: '', state: 'loading' };
}

function replace(state, changed) {
  return { ...state, items: state.items.map((item) => (item.id === changed.id ? changed : item)) };
}

function insert(state, saved) {
  const others = state.items.filter((item) => item.id !== saved.id);
  const items = [...others, saved].sort((a, b) => a.id.localeCompare(b.id));
  return { ...state, items };
}
