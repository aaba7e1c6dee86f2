import { expect, test } from 'vitest';
import { addOwn, deleteOwn, findOwn, keyOfOwn, ownSandboxes } from './own.ts';

/** Like the browser's: its items are its properties. */
function browser(room = Number.POSITIVE_INFINITY): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(items, key) ? (items[key] ?? null) : null),
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      items[key] = value;
    },
    removeItem: (key: string) => {
      delete items[key];
    },
  };
  const items: Record<string, string> = Object.create(methods);
  return items as unknown as Storage;
}

const code = { title: 'Two live streams', files: { '/index.ts': 'start();' } };

test('keeps what is brought, each time anew, and finds it again', () => {
  const storage = browser();
  const first = addOwn(storage, code);
  const second = addOwn(storage, code);
  expect(
    ownSandboxes(storage)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([first?.id, second?.id].sort());
  expect(findOwn(storage, first?.id ?? '')).toEqual(first);
  expect(findOwn(storage, 'constructor')).toBeUndefined();
});

test('deletes a sandbox with what was written in it, and no other', () => {
  const storage = browser();
  const [one, other] = [addOwn(storage, code), addOwn(storage, code)];
  for (const own of [one, other]) storage.setItem(`duplex:edits:${keyOfOwn(own?.id ?? '')}`, '{}');
  deleteOwn(storage, one?.id ?? '');
  expect(Object.keys(storage).sort()).toEqual(
    [`duplex:edits:playground/own-${other?.id}`, `duplex:playground:${other?.id}`].sort(),
  );
});

test('says when there is no room', () => {
  expect(addOwn(browser(20), code)).toBeUndefined();
});

test('leaves alone what it cannot read', () => {
  const storage = browser();
  storage.setItem('duplex:playground:a', 'not JSON');
  storage.setItem('duplex:playground:b', '{"title":"x","files":{"/index.ts":1}}');
  storage.setItem('duplex:playground:c', 'null');
  expect(ownSandboxes(storage)).toEqual([]);
  expect(Object.keys(storage)).toHaveLength(3);
});
