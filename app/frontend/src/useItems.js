import { useCallback, useEffect, useReducer, useState } from 'react';
import { deleteItem, listKeys, readValue, saveItem } from './api.js';
import { forEachBounded } from './bounded.js';
import { explain } from './explain.js';
import { initial, reduce } from './items.js';

const READS_AT_A_TIME = 6;

/**
 * The items and what can be done with them. What a save or a delete changed is shown from what the
 * person did: replicas that answer reads may lag behind for a moment.
 */
export function useItems() {
  const [state, dispatch] = useReducer(reduce, initial);
  const [error, setError] = useState(null);
  const [generation, setGeneration] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    load(dispatch, setError, abort.signal);
    return () => abort.abort();
  }, [generation]);

  const reload = useCallback(() => setGeneration((count) => count + 1), []);
  const clearError = useCallback(() => setError(null), []);
  const save = useCallback(
    (id, value) =>
      attempt(setError, `save “${id}”`, async () => {
        await saveItem(id, value);
        dispatch({ type: 'saved', id, value });
      }),
    [],
  );
  const remove = useCallback(
    (id) =>
      attempt(setError, `delete “${id}”`, async () => {
        await deleteItem(id);
        dispatch({ type: 'deleted', id });
      }),
    [],
  );
  return { ...state, error, clearError, reload, save, remove };
}

/** Runs a change; resolves to whether it was done, and shows the person why it was not. */
async function attempt(setError, what, change) {
  try {
    await change();
    setError(null);
    return true;
  } catch (error) {
    setError(explain(what, error));
    return false;
  }
}

async function load(dispatch, setError, signal) {
  dispatch({ type: 'loading' });
  try {
    const { keys, truncated } = await listKeys(signal);
    dispatch({ type: 'listed', keys, truncated });
    setError(null);
    await loadValues(keys, dispatch, setError, signal);
  } catch (error) {
    if (!signal.aborted) {
      dispatch({ type: 'listFailed' });
      setError(explain('load the items', error));
    }
  }
}

async function loadValues(keys, dispatch, setError, signal) {
  let failures = 0;
  await forEachBounded(keys, READS_AT_A_TIME, async (id) => {
    try {
      dispatch({ type: 'read', id, value: await readValue(id, signal) });
    } catch (error) {
      signal.throwIfAborted();
      failures += 1;
      dispatch({ type: 'readFailed', id });
      setError(explain(`read ${failures} of ${keys.length} values`, error));
    }
  });
}
