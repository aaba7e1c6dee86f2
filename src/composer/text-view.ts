/** Draws what a textarea cannot show: the line ends, and the marks of the notation. Browser only. */
import { cut, type LineEnd, spelt } from './notation.ts';
import { element, type Parts } from './parts.ts';

const mark = new RegExp(`${cut}|${spelt.source}`, 'giu');

/** The backdrop lies behind the textarea and has the same text, invisibly, so that the marks fall into place. */
export function showMarks({ text, backdrop }: Parts, lineEnd: LineEnd): void {
  const lines = text.value.split('\n');
  const shown = lines.flatMap((line, index) =>
    index === lines.length - 1
      ? highlight(line)
      : [...highlight(line), element('span', 'line-end', lineEnd), '\n'],
  );
  // A last, empty line counts only with something in it.
  backdrop.replaceChildren(...shown, '\u200b');
  scrollAlong({ text, backdrop });
}

export function scrollAlong({ text, backdrop }: Pick<Parts, 'text' | 'backdrop'>): void {
  backdrop.scrollTop = text.scrollTop;
  backdrop.scrollLeft = text.scrollLeft;
}

function highlight(line: string): (Node | string)[] {
  const shown: (Node | string)[] = [];
  let end = 0;
  for (const { 0: found, index } of line.matchAll(mark)) {
    shown.push(line.slice(end, index), element('span', found === cut ? 'cut' : 'mark', found));
    end = index + found.length;
  }
  return [...shown, line.slice(end)];
}
