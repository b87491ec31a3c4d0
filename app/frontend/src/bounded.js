/**
 * Calls `visit` for each element with at most `limit` calls under way at a time. `visit` handles its
 * own failures; one that it throws ends the whole, and no further call is started.
 */
export async function forEachBounded(elements, limit, visit) {
  const remaining = elements.values();
  let failed = false;
  const worker = async () => {
    for (const element of remaining) {
      if (failed) {
        return;
      }
      try {
        await visit(element);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, elements.length) }, worker));
}
