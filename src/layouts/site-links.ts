// Browser-safe: plain data.

/** What stands beside the lessons, in the order of the header. */
export const siteLinks: readonly { href: string; label: string }[] = [
  { href: '/playground/', label: 'Playground' },
  { href: '/claims/', label: 'Claims' },
  { href: '/reference/', label: 'Reference' },
];
