import { expect, test } from 'vitest';
import { problemWithName, withFile, withoutFile, withRenamed } from './arrange.ts';

const files = { '/index.ts': 'start();', '/view.ts': 'draw();', '/styles.css': '' };

test('adds at the end, renames in place, deletes', () => {
  expect(Object.entries(withFile(files, 'chat/room.ts')).at(-1)).toEqual(['/chat/room.ts', '']);
  expect(Object.entries(withRenamed(files, '/view.ts', 'page.ts'))).toEqual([
    ['/index.ts', 'start();'],
    ['/page.ts', 'draw();'],
    ['/styles.css', ''],
  ]);
  expect(withoutFile(files, '/view.ts')).toEqual({ '/index.ts': 'start();', '/styles.css': '' });
});

test.each([
  ['', 'A file needs a name.'],
  ['View.ts', 'There is a file view.ts already.'],
  [
    '../view.ts',
    'A name has letters, digits, hyphens, underscores and dots; a slash puts it into a folder.',
  ],
  ['view.exe', 'A sandbox uses files that end in .ts, .js, .mjs, .json, .css or .html.'],
  [`${'a'.repeat(80)}.ts`, 'A name has at most 80 characters.'],
  ['con.ts', 'con.ts is the name of a device on Windows, where no file can have it.'],
  ['chat/Lpt1.d.ts', 'Lpt1.d.ts is the name of a device on Windows, where no file can have it.'],
  ['nul/room.ts', 'nul is the name of a device on Windows, where no file can have it.'],
  ['chat/room.ts', undefined],
  ['console.ts', undefined],
  ['room.con.ts', undefined],
])('%j: %s', (name, problem) => {
  expect(problemWithName(files, name)).toBe(problem);
});

test('a file may get its own name in other letters', () => {
  expect(problemWithName(files, 'View.ts', '/view.ts')).toBeUndefined();
});
