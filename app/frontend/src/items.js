// What the page knows, as a pure function of what happened.
//   phase      "loading" until the list is there, then "ready"; "failed" when it could not be read
//   truncated  the API holds more keys than it listed
//   items      {id, value, state} in alphabetical order; state is "unread", "ready" or "failed"

export const initial = { phase: 'loading', truncated: false, items: [] };

const order = new Intl.Collator();

export function reduce(state, event) {
  switch (event.type) {
    case 'loading':
      return { ...state, phase: 'loading' };
    case 'listed':
      return {
        phase: 'ready',
        truncated: event.truncated,
        items: listed(event.keys, state.items),
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

/** The part of the list that is shown: at most `limit` of the items whose key contains `text`. */
export function select(items, text, limit) {
  const wanted = text.toLowerCase();
  const matching = wanted ? items.filter(({ id }) => id.toLowerCase().includes(wanted)) : items;
  return { shown: matching.slice(0, limit), matching: matching.length };
}

/** Every value is to be read again; what was read before stays in sight until then. */
function listed(keys, before) {
  const values = new Map(before.map(({ id, value }) => [id, value]));
  return keys
    .toSorted(order.compare)
    .map((id) => ({ id, value: values.get(id) ?? '', state: 'unread' }));
}

function replace(state, changed) {
  return { ...state, items: state.items.map((item) => (item.id === changed.id ? changed : item)) };
}

function insert(state, saved) {
  const others = state.items.filter((item) => item.id !== saved.id);
  const items = [...others, saved].sort((a, b) => order.compare(a.id, b.id));
  return { ...state, items };
}
