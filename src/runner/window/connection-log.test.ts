import { expect, test } from 'vitest';
import { ConnectionLog } from './connection-log.ts';

test('counts from 1, and tells each change once', () => {
  let changes = 0;
  const log = new ConnectionLog(() => {
    changes += 1;
  });
  const tell = log.open('event-source', 'http://live/sse');
  log.open('web-socket', 'ws://live/ws');
  tell('open');
  tell('open');
  expect(changes).toBe(3);
  expect(log.list()).toEqual([
    { id: 1, kind: 'event-source', url: 'http://live/sse', state: 'open' },
    { id: 2, kind: 'web-socket', url: 'ws://live/ws', state: 'connecting' },
  ]);
});

test('what is closed stays closed', () => {
  const log = new ConnectionLog(() => {});
  const tell = log.open('fetch', 'http://live/poll');
  tell('closed');
  tell('open');
  expect(log.list()[0]?.state).toBe('closed');
});

test('forgets closed connections, never open ones', () => {
  const log = new ConnectionLog(() => {});
  const first = log.open('event-source', 'http://live/sse');
  first('open');
  for (let index = 0; index < 200; index += 1) log.open('fetch', 'http://live/poll')('closed');
  expect(log.list()).toHaveLength(51);
  expect(log.list()[0]).toMatchObject({ id: 1, state: 'open' });
  expect(log.list().at(-1)?.id).toBe(201);
});

test('a list is not changed by what happens later', () => {
  const log = new ConnectionLog(() => {});
  log.open('fetch', 'http://live/poll');
  const before = log.list();
  log.closeAll();
  expect(before[0]?.state).toBe('connecting');
  expect(log.list()[0]?.state).toBe('closed');
});
