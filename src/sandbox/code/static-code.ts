/** The code as HTML, for the page before (or without) the editor. Runs when the site is built. */
import { cssLanguage } from '@codemirror/lang-css';
import { html } from '@codemirror/lang-html';
import { jsxLanguage, tsxLanguage } from '@codemirror/lang-javascript';
import { highlightCode } from '@lezer/highlight';
import { tokens } from './tokens.ts';

type Parser = typeof jsxLanguage.parser;

/** The same language for the same file name extension as in Sandpack's editor. */
const parsers: ReadonlyMap<string, Parser> = new Map([
  ['ts', tsxLanguage.parser],
  ['css', cssLanguage.parser],
  ['html', html().language.parser as Parser],
]);

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * One `<span class="code-line">` for each line of the file, joined by line breaks.
 * @param highlighted Colours cost bytes: the files behind the first one are seen only where there is no JavaScript.
 */
export function linesOf(path: string, code: string, highlighted: boolean): string {
  const lines = highlighted ? highlightLines(path, code) : code.split('\n').map(escapeHtml);
  return lines.map((content) => `<span class="code-line">${content}</span>`).join('\n');
}

function highlightLines(path: string, code: string): string[] {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const parser = parsers.get(extension) ?? jsxLanguage.parser;
  const lines: string[] = [];
  let line = '';
  highlightCode(
    code,
    parser.parse(code),
    tokens,
    (text, classes) => {
      const escaped = escapeHtml(text);
      line += classes ? `<span class="${classes}">${escaped}</span>` : escaped;
    },
    () => {
      lines.push(line);
      line = '';
    },
  );
  lines.push(line);
  return lines;
}
