/** What reader's code may import beside the sandbox's own files. Browser-safe. */
export const offeredPackages = [
  '@msgpack/msgpack',
  'eventsource-parser',
  'eventsource-parser/stream',
] as const;
