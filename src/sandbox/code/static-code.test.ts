import { expect, test } from 'vitest';
import { highlightLines } from './static-code.ts';

test('marks syntax by class and keeps one element for each line', () => {
  expect(highlightLines('/index.ts', "const name: string = 'x';\nname;")).toBe(
    [
      '<span class="code-line"><span class="code-keyword">const</span> <span class="code-name">name</span>' +
        '<span class="code-punctuation">:</span> <span class="code-type">string</span> ' +
        '<span class="code-punctuation">=</span> <span class="code-string">\'x\'</span>' +
        '<span class="code-punctuation">;</span></span>',
      '<span class="code-line">name<span class="code-punctuation">;</span></span>',
    ].join('\n'),
  );
});

test('escapes what HTML would read as markup', () => {
  const marked = highlightLines('/index.html', '<p>a &amp; b</p>\n');
  expect(marked).not.toMatch(/<p>/);
  expect(marked.replaceAll(/<[^>]+>/g, '')).toBe('&lt;p&gt;a &amp;amp; b&lt;/p&gt;\n');
});
