/** How many errors the console has. Browser-safe. */
export function Problems({ count }: { count: number }) {
  return (
    <span className="sandbox-problems">
      {count}
      <span className="sandbox-hidden">{count === 1 ? ' error' : ' errors'}</span>
    </span>
  );
}
