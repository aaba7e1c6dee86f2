/** Shows a composition as the HTTP/1.1 chunks that it is sent in (RFC 9112, section 7.1). Browser only. */
import { cellsOf } from './cells.ts';
import type { Composition } from './composition.ts';
import { element } from './parts.ts';

export function showChunks(list: HTMLElement, { chunks, end }: Composition): void {
  const shown = chunks.map((chunk, index) =>
    element(
      'li',
      'chunk',
      element('p', 'name', `Chunk ${index + 1}: ${count(chunk.length)}`),
      showBytes(`${chunk.length.toString(16)}\r\n`, chunk, '\r\n'),
    ),
  );
  const last =
    end === 'close'
      ? [element('p', 'name', 'Last chunk: the response ends'), showBytes('0\r\n\r\n')]
      : [element('p', 'name', 'No last chunk: the response stays open')];
  list.replaceChildren(...shown, element('li', 'chunk', ...last));
}

function count(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

/** Text parts are chunk framing. Read out, the bytes of the stream are their characters. */
function showBytes(...parts: (string | Uint8Array)[]): HTMLElement {
  const encoder = new TextEncoder();
  const row = element('p', 'cells');
  row.role = 'img';
  const read = parts.flatMap((part) => (typeof part === 'string' ? [] : cellsOf(part)));
  row.ariaLabel =
    read.map(({ glyph, kind }) => (kind === 'text' ? glyph : ` ${glyph} `)).join('') ||
    'chunk framing alone';
  for (const part of parts) {
    const framing = typeof part === 'string';
    for (const { hex, glyph, kind } of cellsOf(framing ? encoder.encode(part) : part)) {
      const cell = element('span', `cell ${kind}`);
      cell.classList.toggle('framing', framing);
      cell.append(element('span', 'glyph', glyph), element('span', 'hex', hex));
      row.append(cell);
    }
  }
  return row;
}
