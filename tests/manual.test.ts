/** The manual does not name what is not there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** What the manual's examples make. */
const examples = /price-alerts|quiet-lines|NN-/;

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (name) => {
  const text = readFileSync(path.join(root, name), 'utf8');

  test('names files and folders that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
    const spelt = [...text.matchAll(/[\w.*/-]+/g)].map((match) => match[0]);
    const named = [...links, ...spelt].filter(
      (word) =>
        /^(content|sandbox-server|src|tests|public)\/|^[A-Z-]+\.md$/.test(word) &&
        !examples.test(word),
    );
    expect(named.length).toBeGreaterThan(0);
    const missing = named
      .map((word) => word.replace(/[.:]$/, ''))
      .filter((word) =>
        word.includes('*')
          ? globSync(word, { cwd: root }).length === 0
          : !existsSync(path.join(root, word)),
      );
    expect(missing).toEqual([]);
  });

  test('names commands that exist', () => {
    const commands = [...text.matchAll(/npm run ([\w:]+)|npm (start|test)\b/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });
});

test('the server has the flags that the README names', async () => {
  const { helpText } = await import('../sandbox-server/options.ts');
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const flags = [...readme.matchAll(/(?<=\s|`)--[a-z-]+/g)].map(([flag]) => flag);
  expect(flags.length).toBeGreaterThan(3);
  expect(flags.filter((flag) => flag !== '--help' && !helpText().includes(`${flag} `))).toEqual([]);
});
