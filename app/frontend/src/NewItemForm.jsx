import { useRef, useState } from 'react';

export default function NewItemForm({ items, onSave }) {
  const [id, setId] = useState('');
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const keyField = useRef(null);
  const exists = items.some((item) => item.id === id);

  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    const saved = await onSave(id, value);
    setBusy(false);
    if (saved) {
      setId('');
      setValue('');
      keyField.current.focus();
    }
  };

  return (
    <section className="card" aria-labelledby="new-heading">
      <h2 id="new-heading">New item</h2>
      <form className="new-item" onSubmit={submit}>
        <label>
          Key
          <input
            ref={keyField}
            name="id"
            value={id}
            onChange={(event) => setId(event.target.value)}
            required
            autoComplete="off"
            spellCheck="false"
            aria-describedby="new-hint"
          />
        </label>
        <label>
          Value
          <input
            name="val"
            value={value}
            onChange={(event) => setValue(event.target.value)}
            autoComplete="off"
          />
        </label>
        <button type="submit" disabled={busy}>
          {exists ? 'Replace' : 'Add'}
        </button>
      </form>
      <p className="hint" id="new-hint" aria-live="polite">
        {exists ? `“${id}” exists already: its value will be replaced.` : ''}
      </p>
    </section>
  );
}
