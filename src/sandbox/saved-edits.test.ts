import { expect, test } from 'vitest';
import { type Edits, fingerprintOf, isDamaged, readEdits, writeEdits } from './saved-edits.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const original = { '/index.ts': 'one', '/styles.css': 'body {}' };

function editsOf(files: Edits['files'], earlier: Edits['earlier'] = []): Edits {
  return { id: 'a-1', over: undefined, original: fingerprintOf(original), files, earlier };
}

test('keeps what was edited, apart from what was left alone', () => {
  const storage = memory();
  const edits = editsOf({ ...original, '/index.ts': 'two' }, [
    { replacedBy: 'reset', files: { ...original, '/index.ts': 'before' }, made: 'x' },
  ]);
  expect(writeEdits(storage, 'lesson', original, edits)).toBe('all');
  expect(JSON.parse(storage.kept.get('duplex:edits:lesson') ?? '')).toEqual({
    id: 'a-1',
    original: fingerprintOf(original),
    files: { '/index.ts': 'two' },
    untouched: { '/styles.css': 'body {}' },
    earlier: [{ replacedBy: 'reset', files: { '/index.ts': 'before' }, made: 'x' }],
  });
  expect(readEdits(storage, 'lesson', original)).toEqual(edits);
  expect(readEdits(storage, 'another', original)).toBeUndefined();
  const paths = Object.keys(readEdits(storage, 'lesson', original)?.files ?? {});
  expect(paths).toEqual(Object.keys(original));
});

test.each([
  ['had a file that is edited now', original, { ...original, '/index.ts': 'two' }],
  ['had a file that is deleted now', original, { '/index.ts': 'one' }],
  ['did not have a file that is there now', { '/index.ts': 'one' }, original],
])('keeps an earlier version whole that %s', (_what, before, now) => {
  const storage = memory();
  const edits = editsOf(now, [{ replacedBy: 'files', files: before, made: 'x' }]);
  writeEdits(storage, 'lesson', original, edits);
  expect(readEdits(storage, 'lesson', original)).toEqual(edits);
});

test('keeps a version whole when the lesson changes', () => {
  const storage = memory();
  const edits = editsOf({ ...original, '/index.ts': 'two' });
  writeEdits(storage, 'lesson', original, edits);
  expect(readEdits(storage, 'lesson', { '/index.ts': 'new', '/more.ts': '' })).toEqual(edits);
});

test('reads what was kept without the files that were left alone', () => {
  const item = JSON.stringify({ original: 'x', files: { '/index.ts': 'two', '/odd.ts': 3 } });
  expect(readEdits({ getItem: () => item }, 'lesson', original)).toMatchObject({
    original: 'x',
    files: { '/index.ts': 'two', '/styles.css': 'body {}' },
    earlier: [],
  });
});

test('forgets when everything is back as it was', () => {
  const storage = memory();
  writeEdits(storage, 'lesson', original, editsOf({ ...original, '/index.ts': 'two' }));
  expect(writeEdits(storage, 'lesson', original, editsOf(original))).toBe('all');
  expect(storage.kept.size).toBe(0);
});

test('gives up earlier versions when there is no room for them', () => {
  const storage = memory();
  const small = {
    ...storage,
    setItem: (key: string, value: string) => {
      if (value.length > 200) throw new DOMException('full', 'QuotaExceededError');
      storage.setItem(key, value);
    },
  };
  const files = { ...original, '/index.ts': 'two' };
  const earlier = [
    { replacedBy: 'reset', files: { '/index.ts': '-'.repeat(200) }, made: 'x' },
  ] as const;
  expect(writeEdits(small, 'lesson', original, editsOf(files, earlier))).toBe('without-earlier');
  expect(readEdits(small, 'lesson', original)).toEqual(editsOf(files));
});

test('says when nothing can be kept', () => {
  const full = {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => {},
  };
  expect(writeEdits(full, 'lesson', original, editsOf({ '/index.ts': 'two' }))).toBe('nothing');
});

test.each([
  'no JSON',
  'null',
  '5',
  '[]',
  '{"files":null}',
  '{"files":{},"untouched":{}}',
  '{"files":["a"],"untouched":{}}',
])('reads nothing from %s, and says that it is damaged', (item) => {
  const storage = { getItem: () => item };
  expect(readEdits(storage, 'lesson', original)).toBeUndefined();
  expect(isDamaged(storage, 'lesson', original)).toBe(true);
});

test('what was never kept is not damaged', () => {
  expect(isDamaged(memory(), 'lesson', original)).toBe(false);
});

test.each(['5', '[null]', '[{"files":null}]'])(
  'earlier versions that are %s cost the reader none of the files',
  (earlier) => {
    const getItem = () => `{"files":{"/index.ts":"two","odd.ts":"-"},"earlier":${earlier}}`;
    expect(readEdits({ getItem }, 'lesson', original)).toMatchObject({
      files: { '/index.ts': 'two', '/styles.css': 'body {}' },
      earlier: [],
    });
  },
);

test('tells files apart by path and content, not by order', () => {
  expect(fingerprintOf({ '/a': '1', '/b': '2' })).toBe(fingerprintOf({ '/b': '2', '/a': '1' }));
  expect(fingerprintOf({ '/a': '1' })).not.toBe(fingerprintOf({ '/b': '1' }));
  expect(fingerprintOf({ '/a': '1' })).not.toBe(fingerprintOf({ '/a': '2' }));
});
