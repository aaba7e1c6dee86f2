/** What the generators write is tried in a copy of the project: it type-checks, passes every rule, and its test passes. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { newLesson } from '../content/new-lesson.ts';
import { newTopic } from '../sandbox-server/new-topic.ts';
import { violations } from './architecture/rules.ts';
import { readTree } from './architecture/tree.ts';
import { solutionErrors } from './check/solutions.ts';
import { folderWith } from './support/folder.ts';

const root = path.join(import.meta.dirname, '..');

/** A copy of the project without its lessons. */
async function copyOfProject(): Promise<AsyncDisposable & { path: string }> {
  // Inside of the project, where its packages are found without a link: Astro takes linked ones for sources.
  const copy = await folderWith(
    // The site wants to know the runner's page, and does not look into it.
    { 'dist/runner/manifest.json': '{"page":"/runner.html"}' },
    path.join(root, '.cache'),
  );
  for (const name of [
    'astro.config.mjs',
    'biome.json',
    'content/claims',
    'content/playground',
    'package.json',
    'public',
    'sandbox-server',
    'src',
    'tests',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    cpSync(path.join(root, name), path.join(copy.path, name), { recursive: true });
  }
  return copy;
}

/** Runs a program out of node_modules in a folder; its output when it fails, else nothing. */
function complaints(folder: string, program: string, ...options: string[]): string {
  // Not Vitest's own environment, in which Astro would build another site.
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules', program), ...options],
    { cwd: folder, encoding: 'utf8', env },
  );
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe('npm run new:topic', () => {
  test('writes a topic that type-checks, keeps the rules and passes its own test', async () => {
    await using copy = await copyOfProject();
    const before = violations(readTree(copy.path));
    const files = newTopic(copy.path, 'price-alerts');

    expect(files).toEqual([
      'sandbox-server/topics/price-alerts/contract.ts',
      'sandbox-server/topics/price-alerts/topic.ts',
      'sandbox-server/topics/price-alerts/price-alerts.test.ts',
      'sandbox-server/topics/index.ts',
      'sandbox-server/topics/behaviours.ts',
    ]);
    expect(violations(readTree(copy.path))).toEqual(before);
    const sources = files.map((file) => path.join(copy.path, file));
    expect(
      complaints(copy.path, '@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', ...files),
    ).toBe('');
    expect(
      complaints(copy.path, 'typescript/bin/tsc', ...compilerOptions(copy.path, sources)),
    ).toBe('');
    expect(
      complaints(copy.path, 'vitest/vitest.mjs', 'run', 'sandbox-server/topics/price-alerts'),
    ).toBe('');
  }, 60_000);

  test('refuses a name that is taken or cannot stand in a URL', () => {
    expect(() => newTopic(root, 'echo')).toThrow(
      'There is a topic "echo" already, in sandbox-server/topics/echo. Choose another name.',
    );
    expect(() => newTopic(root, 'Price Alerts')).toThrow(
      '"Price Alerts" cannot be a topic\'s name. Use lower-case letters, digits and hyphens: price-alerts.',
    );
  });
});

describe('npm run new:lesson', () => {
  const wishes = { slug: 'quiet-lines', part: 'Practice', topic: 'ticker' };

  test('writes a draft after the last lesson, whose code type-checks and keeps the rules', async () => {
    await using copy = await folderWith({ 'content/lessons/07-overhead/index.mdx': '' });
    cpSync(path.join(root, 'tsconfig.json'), path.join(copy.path, 'tsconfig.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(copy.path, 'node_modules'));
    const files = newLesson(copy.path, wishes);

    const folder = 'content/lessons/08-quiet-lines';
    expect(files).toEqual(
      ['index.mdx', 'sandbox/index.ts', 'sandbox/page.ts', 'solution/index.ts'].map(
        (file) => `${folder}/${file}`,
      ),
    );
    expect(violations(readTree(copy.path))).toEqual([]);
    expect(solutionErrors(copy.path)).toEqual([]);
    const sources = files
      .filter((file) => file.includes('/sandbox/'))
      .map((file) => path.join(copy.path, file));
    expect(
      complaints(copy.path, 'typescript/bin/tsc', ...compilerOptions(copy.path, sources)),
    ).toBe('');
    cpSync(path.join(root, 'biome.json'), path.join(copy.path, 'biome.json'));
    expect(
      complaints(copy.path, '@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', folder),
    ).toBe('');
  }, 30_000);

  test('what it writes is built once it is no draft any more, and not before', async () => {
    await using copy = await copyOfProject();
    newLesson(copy.path, wishes);
    const [prose = ''] = newLesson(copy.path, { ...wishes, slug: 'finished-lines', topic: 'chat' });
    const file = path.join(copy.path, prose);
    writeFileSync(file, readFileSync(file, 'utf8').replace('draft: true\n', ''));

    expect(complaints(copy.path, 'astro/bin/astro.mjs', 'build')).toBe('');

    expect(existsSync(path.join(copy.path, 'dist/site/lessons/finished-lines/index.html'))).toBe(
      true,
    );
    expect(existsSync(path.join(copy.path, 'dist/site/lessons/quiet-lines'))).toBe(false);
  }, 120_000);

  test('refuses an address, a part, a topic or a number that cannot be', async () => {
    await using folder = await folderWith({ 'content/lessons/07-overhead/index.mdx': '' });
    const attempt = (change: object) => () => newLesson(folder.path, { ...wishes, ...change });
    expect(attempt({ slug: 'Quiet lines' })).toThrow(
      '"Quiet lines" cannot be an address. Use lower-case letters, digits and hyphens: heartbeats-and-zombies.',
    );
    expect(attempt({ part: 'Chapter 1' })).toThrow(
      /^There is no part "Chapter 1"\. Choose one of The decision, /,
    );
    expect(attempt({ topic: 'weather' })).toThrow(
      /^There is no topic "weather"\. Choose one of .*, or make it: npm run new:topic -- weather$/,
    );
    expect(attempt({ slug: 'overhead' })).toThrow(
      'content/lessons/07-overhead has that number or address already. Choose another.',
    );
    expect(attempt({ number: 7 })).toThrow(
      'content/lessons/07-overhead has that number or address already. Choose another.',
    );
    expect(attempt({ number: 100 })).toThrow(
      "A lesson's number is a whole one from 1 to 99, not 100.",
    );
  });
});

/** The project's own compiler options for these files alone: a file on the command line puts tsconfig.json aside. */
function compilerOptions(folder: string, files: string[]): string[] {
  const config = path.join(folder, 'tsconfig.generated.json');
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include: [], files }));
  return ['--noEmit', '-p', config];
}
