import { expect, test } from 'vitest';
import { fingerprintOf, restoreEdits, saveEdits } from './saved-edits.ts';

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

test('keeps the files that were edited, and only those', () => {
  const storage = memory();
  expect(saveEdits(storage, 'lesson', original, { ...original, '/index.ts': 'two' })).toBe(true);
  expect(JSON.parse(storage.kept.get('duplex:edits:lesson') ?? '')).toMatchObject({
    files: { '/index.ts': 'two' },
  });
  expect(restoreEdits(storage, 'lesson', original)).toEqual({
    files: { '/index.ts': 'two', '/styles.css': 'body {}' },
    outdated: false,
  });
  expect(restoreEdits(storage, 'another', original)).toEqual({ files: original, outdated: false });
});

test('forgets when everything is back as it was', () => {
  const storage = memory();
  saveEdits(storage, 'lesson', original, { ...original, '/index.ts': 'two' });
  saveEdits(storage, 'lesson', original, original);
  expect(storage.kept.size).toBe(0);
});

test('keeps edits of a lesson that has changed, and says so', () => {
  const storage = memory();
  saveEdits(storage, 'lesson', original, { ...original, '/index.ts': 'two' });
  expect(restoreEdits(storage, 'lesson', { '/index.ts': 'new', '/more.ts': '' })).toEqual({
    files: { '/index.ts': 'two', '/more.ts': '' },
    outdated: true,
  });
});

test('says when nothing can be kept, and starts from the original when what is kept is damaged', () => {
  const full = {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => {},
  };
  expect(saveEdits(full, 'lesson', original, { '/index.ts': 'two' })).toBe(false);
  const damaged = { getItem: () => '{"files":' };
  expect(restoreEdits(damaged, 'lesson', original)).toEqual({ files: original, outdated: false });
});

test('tells files apart by path and content, not by order', () => {
  expect(fingerprintOf({ '/a': '1', '/b': '2' })).toBe(fingerprintOf({ '/b': '2', '/a': '1' }));
  expect(fingerprintOf({ '/a': '1' })).not.toBe(fingerprintOf({ '/b': '1' }));
  expect(fingerprintOf({ '/a': '1' })).not.toBe(fingerprintOf({ '/a': '2' }));
});
