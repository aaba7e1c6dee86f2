import { expect, test } from 'vitest';
import { replaceEdits } from '../replace-edits.ts';
import { ReaderFiles } from './reader-files.ts';

const original = { '/index.ts': 'one', '/styles.css': 'body {}' };

function browser() {
  const kept = new Map<string, string>();
  let room = Number.POSITIVE_INFINITY;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
  let ids = 0;
  return {
    kept,
    storage,
    /** From now on nothing longer than this can be written. */
    limit: (length: number) => {
      room = length;
    },
    tab: (lesson: Readonly<Record<string, string>> = original) =>
      new ReaderFiles({
        storage,
        key: 'lesson',
        original: lesson,
        newId: () => {
          ids += 1;
          return String(ids);
        },
      }),
  };
}

test('keeps edits for the next visit', () => {
  const { tab } = browser();
  tab().edit('/index.ts', 'two');
  expect(tab().state()).toMatchObject({
    files: { '/index.ts': 'two', '/styles.css': 'body {}' },
    outdated: false,
    keeping: 'kept',
    earlier: [],
  });
});

test('brings back what a reset replaced, on a later visit too', () => {
  const { tab } = browser();
  const first = tab();
  first.edit('/index.ts', 'two');
  first.replace(original, 'reset');
  expect(first.state().files).toEqual(original);
  const later = tab();
  later.undo();
  expect(later.state()).toMatchObject({ files: { '/index.ts': 'two' }, earlier: [] });
});

test('what was written since a reset outlives the undoing of the reset', () => {
  const reader = browser().tab();
  reader.edit('/index.ts', 'two');
  reader.replace(original, 'reset');
  reader.edit('/index.ts', 'three');
  reader.undo();
  expect(reader.state().files['/index.ts']).toBe('two');
  expect(reader.state().earlier.at(-1)?.replacedBy).toBe('undo');
  reader.undo();
  expect(reader.state().files['/index.ts']).toBe('three');
  reader.undo();
  expect(reader.state().files['/index.ts']).toBe('two');
});

test('takes back what was taken over, file by file', () => {
  const reader = browser().tab();
  reader.edit('/index.ts', 'mine');
  const solution = { '/index.ts': 'solved', '/styles.css': 'main {}', '/more.ts': 'new' };
  reader.replace({ ...reader.state().files, '/index.ts': 'solved' }, 'take-over');
  reader.replace(solution, 'take-over');
  reader.undo();
  expect(reader.state().files).toEqual({ '/index.ts': 'solved', '/styles.css': 'body {}' });
  reader.undo();
  expect(reader.state().files).toEqual({ '/index.ts': 'mine', '/styles.css': 'body {}' });
});

test('a changed lesson neither hides nor replaces edits, until the reader decides', () => {
  const { tab } = browser();
  tab().edit('/index.ts', 'two');
  const lesson = { '/index.ts': 'new', '/more.ts': '' };
  const reader = tab(lesson);
  const theirs = { '/index.ts': 'two', '/styles.css': 'body {}' };
  expect(reader.state()).toMatchObject({ files: theirs, outdated: true });
  reader.edit('/index.ts', 'two and a half');
  expect(tab(lesson).state().outdated).toBe(true);
  reader.settle();
  expect(reader.state().outdated).toBe(false);
  expect(tab(lesson).state()).toMatchObject({ outdated: false, files: reader.state().files });
  expect(tab(lesson).state().files).not.toHaveProperty('/more.ts');
});

test('a reader who has all of the new lesson has decided', () => {
  const { tab } = browser();
  tab().edit('/index.ts', 'two');
  const lesson = { '/index.ts': 'new' };
  const reader = tab(lesson);
  reader.replace(lesson, 'take-over');
  expect(reader.state().outdated).toBe(false);
  expect(reader.state().earlier.at(-1)?.files).toMatchObject({ '/index.ts': 'two' });
});

test('another tab shows what this one writes', () => {
  const { tab } = browser();
  const [one, other] = [tab(), tab()];
  one.edit('/index.ts', 'two');
  one.edit('/index.ts', 'three');
  other.synchronize();
  expect(other.state()).toMatchObject({ fromElsewhere: true, files: { '/index.ts': 'three' } });
  other.edit('/styles.css', 'main {}');
  one.synchronize();
  expect(one.state()).toMatchObject({
    files: { '/index.ts': 'three', '/styles.css': 'main {}' },
    earlier: [],
  });
});

test('a tab that writes without having seen another’s edits keeps both', () => {
  const { tab } = browser();
  const [one, asleep] = [tab(), tab()];
  one.edit('/index.ts', 'from one');
  asleep.edit('/index.ts', 'from the other');
  expect(asleep.state().files['/index.ts']).toBe('from the other');
  one.synchronize();
  for (const reader of [one, asleep, tab()]) {
    expect(reader.state().files['/index.ts']).toBe('from the other');
    expect(reader.state().earlier).toMatchObject([
      { replacedBy: 'other-tab', files: { '/index.ts': 'from one' } },
    ]);
  }
});

test('when two tabs write at once, the one that was overwritten keeps both', () => {
  const { storage, tab } = browser();
  const [one, other] = [tab(), tab()];
  one.edit('/index.ts', 'from one');
  // The other tab's storage did not have it yet.
  storage.removeItem('duplex:edits:lesson');
  other.edit('/index.ts', 'from the other');
  one.synchronize();
  other.synchronize();
  for (const reader of [one, other]) {
    expect(reader.state().files['/index.ts']).toBe('from the other');
    expect(reader.state().earlier).toMatchObject([{ files: { '/index.ts': 'from one' } }]);
  }
});

test('edits for which there is no room stay, whatever another tab writes', () => {
  const { limit, tab } = browser();
  const [one, other] = [tab(), tab()];
  limit(50);
  one.edit('/index.ts', 'here alone');
  expect(one.state().keeping).toBe('no-room');
  limit(Number.POSITIVE_INFINITY);
  other.edit('/index.ts', 'elsewhere');
  one.synchronize();
  expect(one.state().files['/index.ts']).toBe('here alone');
  one.edit('/index.ts', 'here again');
  expect(one.state()).toMatchObject({
    keeping: 'kept',
    earlier: [{ replacedBy: 'other-tab', files: { '/index.ts': 'elsewhere' } }],
  });
});

test('works without a storage, and says that nothing is kept', () => {
  const reader = new ReaderFiles({ storage: undefined, key: 'lesson', original, newId: () => '1' });
  reader.edit('/index.ts', 'two');
  expect(reader.state()).toMatchObject({ keeping: 'off', files: { '/index.ts': 'two' } });
});

test('says while there is no room for what can be brought back, and heeds other tabs all the same', () => {
  const { tab, limit } = browser();
  const first = tab();
  first.edit('/index.ts', '-'.repeat(500));
  limit(400);
  first.replace(original, 'reset');
  expect(first.state()).toMatchObject({ files: original, keeping: 'without-earlier' });
  const other = tab();
  expect(other.state().earlier).toEqual([]);
  other.edit('/index.ts', 'two');
  first.synchronize();
  expect(first.state().files['/index.ts']).toBe('two');
});

test('says that what was kept is damaged, until something is written over it', () => {
  const { kept, tab } = browser();
  kept.set('duplex:edits:lesson', '{"files":');
  const reader = tab();
  expect(reader.state()).toMatchObject({ files: original, damaged: true });
  reader.edit('/index.ts', 'two');
  expect(reader.state()).toMatchObject({ damaged: false, keeping: 'kept' });
  expect(tab().state().files['/index.ts']).toBe('two');
});

test('what another tab writes over what was damaged is whole', () => {
  const { kept, tab } = browser();
  kept.set('duplex:edits:lesson', '{"files":');
  const [one, other] = [tab(), tab()];
  other.edit('/index.ts', 'two');
  one.synchronize();
  expect(one.state()).toMatchObject({ files: { '/index.ts': 'two' }, damaged: false });
});

test('a replacement without room for the way back leaves all as it was', () => {
  const { kept, storage, tab, limit } = browser();
  const sandbox = { key: 'lesson', files: original };
  const replace = (text: string) =>
    replaceEdits(storage, sandbox, { ...original, '/index.ts': text }, 'link');
  tab().edit('/index.ts', '-'.repeat(300));
  const before = kept.get('duplex:edits:lesson') ?? '';
  limit(before.length);
  expect(replace('from a friend')).toBe(false);
  expect(kept.get('duplex:edits:lesson')).toBe(before);
  limit(1000);
  expect(replace('from a friend')).toBe(true);
  const later = tab();
  expect(later.state().files['/index.ts']).toBe('from a friend');
  later.undo();
  expect(later.state().files['/index.ts']).toBe('-'.repeat(300));
});
