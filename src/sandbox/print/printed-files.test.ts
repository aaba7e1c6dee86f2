import { expect, test } from 'vitest';
import { printedFiles } from './printed-files.ts';

const files = { '/index.ts': '', '/follow.ts': '', '/page.ts': '', '/styles.css': '' };

test('prints what is opened, what the run starts with, and what the solution changes', () => {
  const solution = { '/page.ts': 'another', '/new.ts': '' };
  expect(printedFiles({ files, solution, open: '/follow.ts' })).toEqual({
    shown: ['/follow.ts', '/index.ts', '/page.ts'],
    named: ['/styles.css'],
  });
});

test('prints a lone file, and names no other', () => {
  const one = { '/index.html': '' };
  expect(printedFiles({ files: one, solution: {}, open: '/index.html' })).toEqual({
    shown: ['/index.html'],
    named: [],
  });
});
