import { useCallback, useEffect, useReducer, useState } from 'react';
import { deleteItem, listKeys, readValue, saveItem } from './api.js';
import { explain } from './explain.js';
import { initial, reduce } from './items.js';
import { limiter } from './limiter.js';

const READS_AT_A_TIME = 6;
const readInTurn = limiter(READS_AT_A_TIME);

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
    list(dispatch, setError, abort.signal);
    return () => abort.abort();
  }, [generation]);

  const reload = useCallback(() => setGeneration((count) => count + 1), []);
  const clearError = useCallback(() => setError(null), []);

  /** Reads the value of a key that came into sight. */
  const read = useCallback(async (id) => {
    try {
      const value = await readInTurn(() => readValue(id));
      dispatch({ type: 'read', id, value });
    } catch (failure) {
      dispatch({ type: 'readFailed', id });
      // Many rows may fail at once; what a person did and was refused stays on the screen.
      setError((shown) => shown ?? explain(`read the value of “${id}”`, failure));
    }
  }, []);

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

  return { ...state, error, clearError, reload, read, save, remove };
}

/** Runs a change; resolves to whether it was done, and shows the person why it was not. */
async function attempt(setError, what, change) {
  try {
    await change();
    setError(null);
    return true;
  } catch (failure) {
    setError(explain(what, failure));
    return false;
  }
}

async function list(dispatch, setError, signal) {
  dispatch({ type: 'loading' });
  try {
    const { keys, truncated } = await listKeys(signal);
    dispatch({ type: 'listed', keys, truncated });
    setError(null);
  } catch (failure) {
    if (!signal.aborted) {
      dispatch({ type: 'listFailed' });
      setError(explain('load the items', failure));
    }
  }
}
