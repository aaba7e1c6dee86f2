/** Fills every cell that shows the reader's own readings, wherever on the page it is. Browser only. */
import { writeQuantity, writeReading } from '../numbers.ts';
import { type Kept, recall } from './kept.ts';
import { summarise } from './statistics.ts';

/** Browsers throw at the mere mention of a storage that the reader has forbidden. */
export function readerStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
}

/** "23 November 2026 at 03:10, Chromium 156 on Linux" */
export function whenAndWhere({ at, browser }: Pick<Kept, 'at' | 'browser'>): string {
  const date = new Date(at);
  const day = date.toLocaleDateString('en-GB', { dateStyle: 'long' });
  const time = date.toLocaleTimeString('en-GB', { timeStyle: 'short' });
  return `${day} at ${time}, ${browser}`;
}

/** Fills the cells of one experiment, in the whole page or below an element, with these readings. */
export function fillCells(experiment: string, kept: Kept): void {
  const cells = document.querySelectorAll<HTMLElement>(`[data-reading-of="${experiment}"]`);
  for (const cell of cells) {
    const measure = cell.dataset['measure'] ?? '';
    const numbers = kept.readings
      .map((reading) => reading[measure])
      .filter((number): number is number => Number.isFinite(number));
    const summary = summarise(numbers);
    if (summary === undefined) continue;
    const { median, least, most } = summary;
    const unit = cell.dataset['unit'];
    const value = document.createElement('span');
    value.className = 'reading';
    value.textContent = writeQuantity(median, { unit, write: writeReading });
    const spread = document.createElement('span');
    spread.className = 'spread';
    spread.textContent = spreadOf(numbers.length, least, most);
    cell.replaceChildren(value, ' ', spread);
    cell.title = `Measured in this browser on ${whenAndWhere(kept)}`;
  }
}

function spreadOf(count: number, least: number, most: number): string {
  if (count === 1) return 'once';
  const [from, to] = [writeReading(least), writeReading(most)];
  return from === to ? `${count} times the same` : `${from} to ${to} in ${count} runs`;
}

function fillFromStorage(experiment: string): void {
  const kept = recall(readerStorage(), experiment);
  if (kept) fillCells(experiment, kept);
}

const names = new Set(
  [...document.querySelectorAll<HTMLElement>('[data-reading-of]')].flatMap(
    ({ dataset }) => dataset['readingOf'] ?? [],
  ),
);
for (const name of names) fillFromStorage(name);
