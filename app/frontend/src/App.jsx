import { useCallback, useRef, useState } from 'react';
import ErrorBanner from './ErrorBanner.jsx';
import ItemList from './ItemList.jsx';
import NewItemForm from './NewItemForm.jsx';
import { useItems } from './useItems.js';

export default function App() {
  const { phase, truncated, items, error, clearError, reload, read, save, remove } = useItems();
  const [notice, setNotice] = useState('');
  const heading = useRef(null);

  const saveAndTell = useCallback(
    async (id, value) => {
      const saved = await save(id, value);
      setNotice(saved ? `Saved “${id}”.` : '');
      return saved;
    },
    [save],
  );

  const removeAndTell = useCallback(
    async (id) => {
      const removed = await remove(id);
      setNotice(removed ? `Deleted “${id}”.` : '');
      if (removed) {
        heading.current?.focus(); // the button that had the focus is gone
      }
    },
    [remove],
  );

  return (
    <>
      <header className="masthead">
        <img src="/favicon.svg" alt="" width="36" height="36" />
        <div>
          <h1>Tripod items</h1>
          <p>Keys and values, kept on three machines behind one address.</p>
        </div>
      </header>
      <main>
        <ErrorBanner message={error} onDismiss={clearError} />
        <NewItemForm items={items} onSave={saveAndTell} />
        <section className="card" aria-labelledby="items-heading" aria-busy={phase === 'loading'}>
          <div className="card-head">
            <h2 id="items-heading" ref={heading} tabIndex={-1}>
              Items <span className="count">{items.length}</span>
            </h2>
            <p className="notice" role="status">
              {notice}
            </p>
            <button type="button" className="quiet" onClick={reload} disabled={phase === 'loading'}>
              Reload
            </button>
          </div>
          {truncated && (
            <p className="hint" id="truncated">
              There are more keys than these {items.length}: the API lists only so many at a time.
            </p>
          )}
          <ItemList
            phase={phase}
            items={items}
            onRead={read}
            onSave={saveAndTell}
            onDelete={removeAndTell}
          />
        </section>
      </main>
    </>
  );
}
