/** What stands in the composer's fields. Browser only. */
import type { Composition } from './composition.ts';
import { type LineEnd, toChunks } from './notation.ts';
import type { Parts } from './parts.ts';
import type { Preset } from './presets.ts';

export function readDraft({ text, lineEnd, every, end }: Parts): Composition {
  return {
    chunks: toChunks(text.value, lineEndIn(lineEnd)),
    every: Number(every.value),
    end: end.value === 'hold' ? 'hold' : 'close',
  };
}

export function writeDraft(parts: Parts, { text, lineEnd = 'LF', every = 0 }: Preset): void {
  parts.text.value = text;
  parts.lineEnd.value = lineEnd;
  parts.every.value = String(every);
  parts.end.value = 'close';
}

export function lineEndIn({ value }: HTMLSelectElement): LineEnd {
  return value === 'CR' || value === 'CR LF' ? value : 'LF';
}

/** Types for the reader, so that undo works where the browser can. */
export function insert(text: HTMLTextAreaElement, symbol: string): void {
  text.focus();
  if (!document.execCommand('insertText', false, symbol)) {
    text.setRangeText(symbol, text.selectionStart, text.selectionEnd, 'end');
    text.dispatchEvent(new Event('input'));
  }
}
