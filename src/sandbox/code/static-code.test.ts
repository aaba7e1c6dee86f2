import { expect, test } from 'vitest';
import { linesOf } from './static-code.ts';

test('marks syntax by class and keeps one element for each line', () => {
  expect(linesOf('/index.ts', "const name: string = 'x';\nname;", true)).toBe(
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
  for (const highlighted of [true, false]) {
    const marked = linesOf('/index.html', '<p>a &amp; b</p>\n', highlighted);
    expect(marked).not.toMatch(/<p>/);
    expect(marked.replaceAll(/<[^>]+>/g, '')).toBe('&lt;p&gt;a &amp;amp; b&lt;/p&gt;\n');
  }
});
