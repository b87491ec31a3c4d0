import { useState } from 'react';
import { select } from './items.js';
import ItemRow from './ItemRow.jsx';

const ROWS_AT_FIRST = 100;

/** Shows so many rows that the browser stays quick; a person finds the others by a part of the key. */
export default function ItemList({ phase, items, onRead, onSave, onDelete }) {
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(ROWS_AT_FIRST);
  const { shown, matching } = select(items, text, limit);

  return (
    <>
      <label className="find">
        Find a key
        <input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck="false"
        />
      </label>
      <ul className="items" aria-labelledby="items-heading">
        {shown.map((item) => (
          <ItemRow key={item.id} item={item} onRead={onRead} onSave={onSave} onDelete={onDelete} />
        ))}
      </ul>
      {shown.length === 0 && <p className="empty">{emptyText(phase, items.length)}</p>}
      {matching > shown.length && (
        <div className="more">
          <span className="hint">
            The first {shown.length} of {matching} are shown.
          </span>
          <button type="button" className="quiet" onClick={() => setLimit(limit + ROWS_AT_FIRST)}>
            Show more
          </button>
        </div>
      )}
    </>
  );
}

function emptyText(phase, count) {
  if (count > 0) {
    return 'No key contains that.';
  }
  switch (phase) {
    case 'loading':
      return 'Loading the items…';
    case 'failed':
      return 'The items could not be loaded.';
    default:
      return 'No items yet: add the first one above.';
  }
}
