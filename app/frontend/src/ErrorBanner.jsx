/** The region is always in the page, so that a screen reader announces what appears in it. */
export default function ErrorBanner({ message, onDismiss }) {
  return (
    <div role="alert">
      {message && (
        <div className="error">
          <p>{message}</p>
          <button type="button" className="quiet" onClick={onDismiss}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}
