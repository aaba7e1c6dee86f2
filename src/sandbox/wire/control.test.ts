import { expect, test } from 'vitest';
import { record, setUpControl } from '../../../tests/support/control.ts';
import { nothingFollowed, reduceControl } from './control-state.ts';

test('is connected while somebody follows, and not otherwise', async () => {
  const { channel, sockets, socket } = setUpControl();
  expect(sockets).toEqual([]);
  const [leave, leaveToo] = [channel.follow(), channel.follow()];
  expect(channel.snapshot().state).toBe('connecting');
  (await socket()).open();
  expect(channel.snapshot().state).toBe('open');
  expect(sockets.map(({ path }) => path)).toEqual(['/api/control?space=one']);
  leave();
  leave();
  expect(sockets[0]?.isClosed).toBe(false);
  leaveToo();
  expect(sockets[0]?.isClosed).toBe(true);
  expect(channel.snapshot().state).toBe('idle');
});

test('takes records up once for each frame', async () => {
  const { channel, frames, socket, draw } = setUpControl();
  channel.follow();
  const server = await socket();
  server.open();
  for (const number of [1, 2, 3])
    server.say({ id: `e-${number}`, event: 'record', data: record(number) });
  expect(channel.snapshot().records).toEqual([]);
  expect(frames).toHaveLength(1);
  draw();
  expect(channel.snapshot().records).toEqual([1, 2, 3].map(record));
});

test('comes back after growing waits, at most 15 seconds, and goes on where it was', async () => {
  const { channel, sockets, delays, timers, socket, settle, draw } = setUpControl();
  channel.follow();
  const first = await socket();
  first.open();
  first.say({ id: 'e-7', event: 'record', data: record(7) });
  draw();
  for (let attempt = 0; attempt < 7; attempt += 1) {
    (await socket()).end();
    expect(channel.snapshot().state).toBe('lost');
    timers.at(-1)?.();
    await settle();
  }
  expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(sockets.at(-1)?.path).toBe('/api/control?space=one&after=e-7');
  expect(channel.snapshot().records).toEqual([record(7)]);
});

test('tries again when the server is away', async () => {
  const { channel, sockets, server, timers, settle } = setUpControl();
  server.isAway = true;
  channel.follow();
  await settle();
  expect(channel.snapshot().state).toBe('lost');
  server.isAway = false;
  timers.at(-1)?.();
  await settle();
  expect(sockets).toHaveLength(1);
});

test('does not wait to try again when there is reason to hurry', async () => {
  const { channel, socket, sockets, settle } = setUpControl();
  channel.follow();
  (await socket()).open();
  channel.hurry();
  await settle();
  expect(sockets).toHaveLength(1);
  sockets[0]?.end();
  channel.hurry();
  expect(channel.snapshot().state).toBe('connecting');
  expect(await socket()).not.toBe(sockets[0]);
});

test('follows the tab to another space and forgets the one before', async () => {
  const { channel, sockets, server, listeners, space, socket, settle, draw } = setUpControl();
  channel.follow();
  const first = await socket();
  first.open();
  first.say({ id: 'e-1', event: 'record', data: record(1) });
  draw();
  server.space = 'two';
  for (const listener of listeners) listener(space());
  await settle();
  expect(first.isClosed).toBe(true);
  expect(sockets.at(-1)?.path).toBe('/api/control?space=two');
  expect(channel.snapshot().records).toEqual([]);
});

test('knows the faults that were on before it came, unless it was told newer ones', async () => {
  const { channel, server, socket, settle } = setUpControl();
  server.active = [{ fault: 'freeze' }];
  channel.follow();
  const connection = await socket();
  connection.open();
  await settle();
  expect(channel.active()).toEqual([{ fault: 'freeze' }]);
  connection.end();
  (await socket()).open();
  connection.say({ event: 'faults', data: { active: [] } });
  expect(channel.active()).toEqual([{ fault: 'freeze' }]);
});

test('a request for a fault is answered, refused, or not made', async () => {
  const { channel, socket } = setUpControl();
  const away = 'The live server does not answer. It is tried again.';
  await expect(channel.calm()).rejects.toThrow(away);
  channel.follow();
  const server = await socket();
  server.open();
  const taken = channel.switchOn({ fault: 'freeze' });
  expect(server.sent).toEqual([{ event: 'fault', data: { fault: 'freeze' }, ref: '1' }]);
  server.say({ ack: '1', id: 'e-1' });
  await expect(taken).resolves.toBeUndefined();
  const refused = channel.calm();
  server.say({ ack: '2', error: { reason: 'too-fast', message: 'Too fast.', help: 'Wait.' } });
  await expect(refused).rejects.toThrow('Too fast. Wait.');
  const lost = channel.calm();
  server.end();
  await expect(lost).rejects.toThrow(away);
});

test('a mark tells the time when all that was recorded before it has been taken up', async () => {
  const { channel, frames, socket } = setUpControl();
  channel.follow();
  const server = await socket();
  server.open();
  const marked = channel.mark();
  const [asked] = server.sent;
  const { name } = { name: '', ...(asked?.data as object) };
  server.say({ id: 'e-1', event: 'record', data: record(1) });
  server.say({ id: 'e-2', event: 'mark', data: { name: 'of another tab', time: 1 } });
  server.say({ ack: '1', id: 'e-3' });
  expect(frames).toHaveLength(1);
  expect(channel.snapshot().records).toEqual([]);
  server.say({ id: 'e-3', event: 'mark', data: { name, time: 1234.5 } });
  expect(channel.snapshot().records).toEqual([record(1)]);
  await expect(marked).resolves.toBe(1234.5);
  const lost = channel.mark();
  server.end();
  await expect(lost).rejects.toThrow('The live server does not answer. It is tried again.');
});

test('keeps the newest records and counts the others', () => {
  const events = [1, 2, 3, 4, 5].map((number) => ({
    type: 'record' as const,
    record: record(number),
  }));
  const kept = reduceControl(nothingFollowed, events, 3);
  expect(kept.records).toEqual([3, 4, 5].map(record));
  expect(kept.dropped).toBe(2);
  expect(reduceControl(kept, [{ type: 'cleared' }]).records).toEqual([]);
});

test('begins where the page does in a space that an earlier page has used', async () => {
  const { channel, server, socket, settle, draw } = setUpControl({ id: 'one', base: '' });
  server.active = [{ fault: 'freeze' }];
  channel.follow();
  const connection = await socket();
  connection.open();
  connection.say({ id: 'e-1', event: 'record', data: record(1) });
  draw();
  expect(channel.snapshot()).toMatchObject({ state: 'connecting', records: [] });

  const [asked] = connection.sent;
  expect(asked?.event).toBe('mark');
  connection.say({ id: 'e-2', event: 'mark', data: { ...(asked?.data as object), time: 1 } });
  expect(channel.snapshot().state).toBe('open');
  await settle();
  expect(channel.active()).toEqual([{ fault: 'freeze' }]);
  connection.say({ id: 'e-3', event: 'record', data: record(2) });
  draw();
  // The record before it is not missing.
  expect(channel.snapshot()).toMatchObject({ records: [record(2)], after: undefined });
});

test('marks its beginning anew when the channel was lost before the mark came', async () => {
  const { channel, timers, socket, settle, draw } = setUpControl({ id: 'one', base: '' });
  channel.follow();
  const first = await socket();
  first.open();
  first.say({ id: 'e-1', event: 'record', data: record(1) });
  first.end();
  timers.at(-1)?.();
  const second = await socket();
  second.open();
  second.say({ id: 'e-2', event: 'record', data: record(2) });
  second.say({ ack: second.sent[0]?.ref, error: { message: 'Too fast.', help: 'Wait.' } });
  await settle();
  expect(channel.snapshot().state).toBe('open');
  second.say({ id: 'e-3', event: 'record', data: record(3) });
  draw();
  expect(channel.snapshot().records).toEqual([record(3)]);
});

test('has all of a space that is new to the tab', async () => {
  const { channel, socket, draw } = setUpControl({ id: 'forgotten', base: '' });
  channel.follow();
  const connection = await socket();
  connection.open();
  expect(channel.snapshot().state).toBe('open');
  connection.say({ id: 'e-1', event: 'record', data: record(1) });
  draw();
  expect(channel.snapshot().records).toEqual([record(1)]);
});
