import ItemRow from './ItemRow.jsx';

export default function ItemList({ phase, items, onSave, onDelete }) {
  if (items.length === 0) {
    return <p className="empty">{emptyText(phase)}</p>;
  }
  return (
    <ul className="items" aria-labelledby="items-heading">
      {items.map((item) => (
        <ItemRow key={item.id} item={item} onSave={onSave} onDelete={onDelete} />
      ))}
    </ul>
  );
}

function emptyText(phase) {
  switch (phase) {
    case 'loading':
      return 'Loading the items…';
    case 'failed':
      return 'The items could not be loaded.';
    default:
      return 'No items yet: add the first one above.';
  }
}
