// Browser-safe: plain data.

export const verdictNames = [
  'holds',
  'needs-nuance',
  'does-not-hold',
  'anecdote',
  'expired',
] as const;

export type VerdictName = (typeof verdictNames)[number];

/** How a verdict is written and drawn, everywhere the same. Its colour is `--duplex-verdict-<name>`. */
export interface VerdictMark {
  /** In running text and beside its shape. */
  label: string;
  /** What it says of a statement. */
  meaning: string;
  /** The outline of its shape in a box of 12 by 12. */
  outline: string;
  /** What is filled of it. */
  fill: string;
}

const circle = 'M6 0.9A5.1 5.1 0 1 1 6 11.1 5.1 5.1 0 1 1 6 0.9Z';

export const verdicts: Record<VerdictName, VerdictMark> = {
  holds: {
    label: 'Holds',
    meaning: 'It is so, as far as its sources and our measurements go.',
    outline: '',
    fill: 'M4.7 10.4 0.8 6.5 2.4 4.9 4.7 7.2 9.8 2.1 11.4 3.7Z',
  },
  'needs-nuance': {
    label: 'Needs nuance',
    meaning: 'Part of it is so; what is left out matters.',
    outline: circle,
    fill: 'M6 0.9A5.1 5.1 0 0 0 6 11.1Z',
  },
  'does-not-hold': {
    label: 'Does not hold',
    meaning: 'It is not so, or what it is said to follow from is not.',
    outline: '',
    fill: 'M2.4 0.9 6 4.5 9.6 0.9 11.1 2.4 7.5 6 11.1 9.6 9.6 11.1 6 7.5 2.4 11.1 0.9 9.6 4.5 6 0.9 2.4Z',
  },
  anecdote: {
    label: 'Anecdote',
    meaning: 'A story with figures that nobody can check.',
    outline: 'M1 1.2H11V8.4H6.4L3.6 11V8.4H1Z',
    fill: '',
  },
  expired: {
    label: 'Has expired',
    meaning: 'It was so once, and is so no more.',
    outline: circle,
    fill: 'M5.3 2.6H6.7V5.7L9 7.6 8.1 8.7 5.3 6.4Z',
  },
};
