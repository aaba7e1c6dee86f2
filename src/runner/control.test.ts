import { expect, test } from 'vitest';
import { CompileFilter } from './control.ts';
import { RUN_FILE } from './protocol.ts';

const base = 'http://127.0.0.1:4323/s/space/';

function modules(code: string, settings?: unknown): Record<string, { code: string; path: string }> {
  const files: Record<string, string> = { '/index.ts': code, '/package.json': '{}' };
  if (settings !== undefined) {
    files[RUN_FILE] = typeof settings === 'string' ? settings : JSON.stringify(settings);
  }
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, { code: text, path }]),
  );
}

test('a run has its settings, and the reader’s files alone', () => {
  const settings = { run: '1', base, theme: 'dark' };
  expect(new CompileFilter().judge(modules('a', settings))).toEqual({
    settings,
    files: new Map([['/index.ts', 'a']]),
  });
});

test('chance is taken out of a run that asks for it', () => {
  const settings = { run: '1', base, theme: 'light', random: 0.25 };
  expect(new CompileFilter().judge(modules('a', settings))).toMatchObject({ settings });
});

test('the same files again are ignored', () => {
  const filter = new CompileFilter();
  filter.judge(modules('a', { run: '1', base }));
  expect(filter.judge(modules('a', { run: '1', base }))).toBe('ignore');
});

test('a run is asked for once, whatever becomes of the files', () => {
  const filter = new CompileFilter();
  filter.judge(modules('a', { run: '1', base }));
  expect(filter.judge(modules('b', { run: '1', base }))).toBe('rest');
  expect(filter.judge(modules('b', { run: '2', base }))).toMatchObject({ settings: { run: '2' } });
});

test.each([
  ['no settings', undefined],
  ['no JSON', '{'],
  ['null', null],
  ['no run', { base }],
  ['no base', { run: '1' }],
  ['a base that is no URL', { run: '1', base: 's/space/' }],
  ['a base that cannot be connected to', { run: '1', base: 'javascript:alert(1)' }],
])('with %s nothing runs', (_what, settings) => {
  expect(new CompileFilter().judge(modules('a', settings))).toBe('rest');
});

test.each([undefined, null, 'text', { '/index.ts': null }, { '/index.ts': { code: 1 } }])(
  'modules that are %j do no harm',
  (broken) => {
    expect(new CompileFilter().judge(broken)).toMatch(/rest|ignore/);
  },
);
