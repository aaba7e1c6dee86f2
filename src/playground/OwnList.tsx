/** All sandboxes that the reader has made. Browser-safe. */
import { addressOf, type OwnSandbox } from './own.ts';

interface OwnListProps {
  all: readonly OwnSandbox[];
  current: string | undefined;
  onDelete(id: string): void;
}

export function OwnList({ all, current, onDelete }: OwnListProps) {
  if (all.length === 0) {
    return (
      <p className="own-none">
        There is nothing here yet. In any sandbox, <em>More</em>, <em>Open in playground</em> brings
        a copy of its code here.
      </p>
    );
  }
  return (
    <section className="own-list" aria-label="Your sandboxes">
      <h2>Your sandboxes</h2>
      <ul>
        {all.map(({ id, title, files, since }) => (
          <li key={id}>
            <a href={addressOf(id)} aria-current={id === current ? 'page' : undefined}>
              {title}
            </a>
            <span>{`${Object.keys(files).length} files, since ${new Date(since).toLocaleString()}`}</span>
            <button
              type="button"
              aria-label={`Delete ${title}`}
              onClick={() => {
                if (window.confirm(`Delete “${title}” and all that you have written in it?`))
                  onDelete(id);
              }}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
