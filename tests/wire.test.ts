/** The wire of a space, against bytes that a raw socket sent and received by itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lanesOf } from '../src/sandbox/wire/lanes.ts';
import { frame, opcodes, takeFrame, text } from './support/frames.ts';
import { LiveServer, send } from './support/live-server.ts';
import { askForStream, askForWebSocket, openStream, openWebSocket } from './support/raw-stream.ts';
import { bytesOf, partOf, WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start({ maxMessageBytes: 200_000 });
});
afterAll(() => server.close());

describe('WebSocket frames', () => {
  test.each([
    [0, 6],
    [1, 6],
    [125, 6],
    [126, 8],
    [65_535, 8],
    [65_536, 14],
  ])('a payload of %i bytes from a client has a header of %i bytes', async (length, header) => {
    const space = await server.space();
    using wire = await WireFollowing.of(server, space);
    await using socket = await openWebSocket(server, space, 'echo');
    const sent = frame({ opcode: opcodes.text, payload: 'x'.repeat(length) });
    await socket.send(sent);
    const record = await wire.record(
      ({ kind, direction }) => kind === 'frame' && direction === 'up',
    );
    expect(record.sizes).toEqual({ payload: length, framing: header });
    expect(record.size).toBe(sent.length);
    expect(bytesOf(record)).toEqual(sent.subarray(0, 2048));
    expect(partOf(record, 'masking key').bytes).toEqual(sent.subarray(header - 4, header));
  });

  test.each([
    [1, 2],
    [1000, 4],
    [70_000, 10],
  ])('a text of %i characters from the server has a header of %i bytes', async (length, header) => {
    const space = await server.space();
    using wire = await WireFollowing.of(server, space);
    await using socket = await openWebSocket(server, space, 'echo');
    await send(space, 'echo', 'say', { text: 'x'.repeat(length) });
    const received = await takeFrame(socket);
    const record = await wire.record(
      ({ kind, direction }) => kind === 'frame' && direction === 'down',
    );
    expect(record.sizes).toEqual({ payload: received.payload.length, framing: header });
    expect(bytesOf(record).subarray(header)).toEqual(received.payload.subarray(0, 2048 - header));
    expect(partOf(record, 'MASK').value).toBe('0');
  });

  test('the opening handshake, a close frame and the end are told', async () => {
    const space = await server.space();
    using wire = await WireFollowing.of(server, space);
    await using socket = await askForWebSocket(server, space, 'echo');
    expect((await socket.head()).status).toBe(101);
    await socket.send(frame({ opcode: opcodes.close, payload: Uint8Array.of(0x03, 0xe8) }));
    const answered = await takeFrame(socket);
    expect(answered.opcode).toBe(opcodes.close);
    socket.finish();
    await wire.record(({ kind }) => kind === 'closed');
    expect(wire.records.map(({ direction, summary }) => `${direction} ${summary}`)).toEqual([
      expect.stringMatching(/^up GET \/s\/.*\/ws\/echo$/),
      'down 101 Switching Protocols',
      'up close, 2 bytes: 1000',
      'down close, 2 bytes: 1000',
      expect.stringMatching(/FIN/),
    ]);
  });
});

describe('event streams', () => {
  test('every byte towards the client is there, head, chunk sizes and all', async () => {
    const space = await server.space();
    using wire = await WireFollowing.of(server, space);
    await using socket = await askForStream(server, space, 'echo');
    const head = await socket.until('\r\n\r\n');
    const retry = await socket.until('\n\n\r\n');
    await send(space, 'echo', 'say', { text: 'grüß dich' });
    const event = await socket.until('\n\n\r\n');
    const record = await wire.record(({ summary }) => summary.startsWith('event: said'));
    const down = wire.records.filter(
      ({ direction, connection }) => direction === 'down' && connection === record.connection,
    );
    expect(Buffer.concat(down.map(bytesOf)).toString()).toBe(head + retry + event);
    expect(partOf(record, 'chunk size').bytes.toString()).toBe(event.slice(0, 4));
    expect(partOf(record, 'data field').value).toBe('{"text":"grüß dich"}');
    expect(partOf(record, 'data field').see).toEqual({ document: 'HTML', section: '9.2.6' });
    expect(partOf(record, 'id field').value).toMatch(/^[0-9a-z]+-1$/);
    expect(partOf(record, 'blank line').bytes.toString()).toBe('\n');
    const length = Number.parseInt(event, 16);
    expect(record.sizes).toEqual({ payload: length, framing: 6 });
  });

  test('a connection that was open before is watched from where it is', async () => {
    const space = await server.space();
    await using socket = await openStream(server, space, 'echo');
    using wire = await WireFollowing.of(server, space);
    await send(space, 'echo', 'say', { text: 'late' });
    await socket.chunk();
    const record = await wire.record(({ connection }) => connection === 1);
    expect(record.summary).toBe('event: said, data: {"text":"late"}');
  });
});

test('a mark comes after all that was recorded before it, with the same clock', async () => {
  const space = await server.space();
  const address = `${server.urls.site}/api/control?space=${space.id}`.replace(/^http/, 'ws');
  const control = new WebSocket(address);
  const received: { event?: string; data: { name?: string; time: number } }[] = [];
  const marked = new Promise((resolve) => {
    control.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data);
      received.push(message);
      if (message.event === 'mark') resolve(message);
    });
  });
  await new Promise((resolve) => control.addEventListener('open', resolve));
  await send(space, 'echo', 'say', { text: 'before' });
  control.send(JSON.stringify({ event: 'mark', data: { name: 'here' } }));
  expect(await marked).toMatchObject({ data: { name: 'here' } });
  control.close();
  const told = received.filter(({ event }) => event === 'record' || event === 'mark');
  expect(told.map(({ event }) => event)).toEqual(['record', 'record', 'record', 'record', 'mark']);
  const times = told.map(({ data }) => data.time);
  expect(times.toSorted((one, other) => one - other)).toEqual(times);
});

test('adds up to what crossed: heads, framing and payload of a connection, its requests, its first event', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await using socket = await askForWebSocket(server, space, 'echo');
  const head = await socket.until('\r\n\r\n');
  await socket.send(
    frame({ opcode: opcodes.text, payload: '{"event":"say","data":{"text":"sum"}}' }),
  );
  const received = await socket.take((bytes) => (bytes.includes('"sum"}') ? bytes.length : null));
  socket.finish();
  const { bytes: last } = await socket.rest();
  await wire.record(({ kind }) => kind === 'closed');

  const [lane, ...others] = lanesOf(wire.records);
  expect(others).toEqual([]);
  const ofKind = (kind: string) => wire.records.filter((record) => record.kind === kind);
  const sum = (records: { size: number }[]) => records.reduce((total, { size }) => total + size, 0);
  const down = wire.records.filter(({ direction }) => direction === 'down');
  expect(sum(down)).toBe(head.length + received.length + last.length);
  const { sizes, requests, transport, firstEvent } = lane ?? {};
  expect([requests, transport]).toEqual([1, 'ws']);
  expect(sizes?.heads).toBe(sum([...ofKind('request-head'), ...ofKind('response-head')]));
  expect((sizes?.framing ?? 0) + (sizes?.payload ?? 0)).toBe(sum(ofKind('frame')));
  const [asked] = ofKind('request-head');
  const first = down.find(({ kind, summary }) => kind === 'frame' && summary.startsWith('text'));
  expect(firstEvent).toBe((first?.time ?? 0) - (asked?.time ?? 0));
  expect(firstEvent).toBeGreaterThan(0);
});

test('what is secret is neither in the bytes nor in their meaning', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await using socket = await askForStream(server, space, 'echo?ticket=hunter2', [
    'Authorization: Bearer hunter2',
    'Cookie: session=hunter2',
  ]);
  await socket.head();
  const record = await wire.record(({ kind }) => kind === 'request-head');
  expect(JSON.stringify(record)).not.toContain('hunter2');
  expect(bytesOf(record).toString()).not.toContain('hunter2');
  expect(partOf(record, 'authorization').value).toBe('redacted');
});

test('nothing is recorded while nobody watches', async () => {
  const space = await server.space();
  await using socket = await openStream(server, space, 'echo');
  await send(space, 'echo', 'say', { text: 'unseen' });
  await socket.chunk();
  using wire = await WireFollowing.of(server, space);
  await send(space, 'echo', 'say', { text: 'seen' });
  await wire.record(({ summary }) => summary.includes('"seen"'));
  expect(JSON.stringify(wire.records)).not.toContain('unseen');
});

test('garbage on a WebSocket is shown as it came', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await using socket = await openWebSocket(server, space, 'echo');
  await socket.send(text('not JSON'));
  const record = await wire.record(({ kind, direction }) => kind === 'frame' && direction === 'up');
  expect(record.summary).toBe('text, 8 bytes: not JSON');
  const answer = await wire.record(
    ({ kind, direction }) => kind === 'frame' && direction === 'down',
  );
  expect(answer.summary).toContain('bad-request');
});
