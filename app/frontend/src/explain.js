/** What failed, why, and what the person can do next, as one text. `what` completes "Could not …". */
export function explain(what, error) {
  const { why, next } = reason(error);
  return `Could not ${what}: ${why}. ${next}`;
}

function reason(error) {
  const said = error.detail ? ` (${error.detail.replace(/\.$/, '')})` : '';
  switch (error.kind) {
    case 'unreachable':
      return {
        why: 'the API cannot be reached',
        next: 'Check your connection, then try again.',
      };
    case 'timeout':
      return {
        why: 'the API did not answer in time',
        next: 'It may be busy or changing over; try again in a few seconds.',
      };
    case 'refused':
      return {
        why: `the API refused it with status ${error.status}${said}`,
        next: 'Correct the key or the value, then try again.',
      };
    case 'broken':
      return {
        why: `the API answered with status ${error.status}${said}`,
        next: 'It usually recovers by itself within seconds; try again.',
      };
    default:
      return {
        why: error.message,
        next: 'Reload the page; if it happens again, tell whoever runs this site.',
      };
  }
}
