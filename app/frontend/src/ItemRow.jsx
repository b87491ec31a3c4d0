import { memo, useEffect, useState } from 'react';

/**
 * One key with its value in a form of its own: Enter saves, Escape takes an edit back. The value is
 * read when the row comes into being.
 */
function ItemRow({ item, onRead, onSave, onDelete }) {
  const [draft, setDraft] = useState(null); // null: not edited
  const [busy, setBusy] = useState(false);
  const changed = draft !== null && draft !== item.value;

  useEffect(() => {
    if (item.state === 'unread') {
      onRead(item.id);
    }
  }, [item.id, item.state, onRead]);

  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    if (await onSave(item.id, draft ?? item.value)) {
      setDraft(null);
    }
    setBusy(false);
  };

  const remove = async () => {
    setBusy(true);
    await onDelete(item.id);
    setBusy(false);
  };

  return (
    <li data-key={item.id}>
      <form className="item" onSubmit={submit}>
        <span className="key" title={item.id}>
          {item.id}
        </span>
        <input
          aria-label={`Value of ${item.id}`}
          value={draft ?? item.value}
          placeholder={placeholder(item.state)}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
          disabled={item.state === 'unread' && item.value === ''}
          autoComplete="off"
        />
        <button type="submit" aria-label={`Update ${item.id}`} disabled={busy || !changed}>
          Update
        </button>
        <button
          type="button"
          className="danger"
          aria-label={`Delete ${item.id}`}
          onClick={remove}
          disabled={busy}
        >
          Delete
        </button>
      </form>
    </li>
  );
}

function placeholder(state) {
  switch (state) {
    case 'unread':
      return 'loading…';
    case 'failed':
      return 'could not be read';
    default:
      return 'empty';
  }
}

export default memo(ItemRow);
