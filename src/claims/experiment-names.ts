// Browser-safe: plain data.

/** The experiments that a claim may name: `src/claims/experiments/<name>.ts` each. */
export const experimentNames = [
  'buffering-proxy',
  'envelope-size',
  'event-source-errors',
  'frame-header',
  'retry-timing',
  'six-connections',
] as const;

export type ExperimentName = (typeof experimentNames)[number];
