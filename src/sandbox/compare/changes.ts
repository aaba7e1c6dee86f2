/** What differs between two texts, line by line. Browser-safe. */
import { diff } from '@codemirror/merge';

export interface ComparedLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface Changes {
  /** Where the two differ: the line of the other text, counted from 1, at which each change begins. */
  places: readonly number[];
  /** How many lines only the other text has. */
  added: number;
  /** How many lines only this text has. */
  removed: number;
  /** Both texts as one: at each place, what goes and then what comes. */
  lines: readonly ComparedLine[];
}

/** A text that is not there has no lines. */
export function changesBetween(mine: string | undefined, other: string | undefined): Changes {
  const [one, another] = [linesOf(mine), linesOf(other)];
  const lines: ComparedLine[] = [];
  const places: number[] = [];
  let next = 0;
  const add = (kind: ComparedLine['kind'], texts: readonly string[]): void => {
    lines.push(...texts.map((text) => ({ kind, text })));
  };
  for (const { fromA, toA, fromB, toB } of diff(...asCharacters(one, another))) {
    add('same', one.slice(next, fromA));
    add('removed', one.slice(fromA, toA));
    add('added', another.slice(fromB, toB));
    places.push(fromB + 1);
    next = toA;
  }
  add('same', one.slice(next));
  const count = (kind: ComparedLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return { places, added: count('added'), removed: count('removed'), lines };
}

/** Such as `2 changes: 5 lines added, 1 line removed.` */
export function sayChanges({ places, added, removed }: Changes): string {
  if (places.length === 0) return 'No difference in this file.';
  const parts = [
    ...(added > 0 ? [`${number(added, 'line')} added`] : []),
    ...(removed > 0 ? [`${number(removed, 'line')} removed`] : []),
  ];
  return `${number(places.length, 'change')}: ${parts.join(', ')}.`;
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function linesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split('\n');
}

/** One character for each line, the same for equal lines: so what compares characters compares lines. */
function asCharacters(one: readonly string[], other: readonly string[]): [string, string] {
  const numbers = new Map<string, number>();
  const encode = (lines: readonly string[]): string =>
    lines
      .map((line) => {
        const known = numbers.get(line) ?? numbers.size;
        numbers.set(line, known);
        return String.fromCharCode(known);
      })
      .join('');
  return [encode(one), encode(other)];
}
