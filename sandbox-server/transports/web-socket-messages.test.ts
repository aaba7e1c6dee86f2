import { decode, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { encodeReply, readMessage } from './web-socket-messages.ts';

const help = 'Send {"event": …, "data": …, "ref": …}.';
const text = (value: string) => readMessage(Buffer.from(value), false, '');
const json = (value: unknown) => text(JSON.stringify(value));
const binary = (value: unknown) => readMessage(Buffer.from(encode(value)), true, 'msgpack');

describe.each([
  ['JSON', json],
  ['MessagePack', binary],
])('a message in %s', (_, read) => {
  test('has event, data and a reference that the client may leave out', () => {
    const data = { text: 'hello' };
    expect(read({ event: 'say', data, ref: 7 })).toEqual({ event: 'say', data, ref: 7 });
    expect(read({ event: 'say', data, ref: 'a' })).toEqual({ event: 'say', data, ref: 'a' });
    expect(read({ event: 'say', data })).toEqual({ event: 'say', data, ref: null });
    expect(read({ event: 'say', data: null })).toEqual({ event: 'say', data: null, ref: null });
  });

  test.each([
    ['no object', [], 'Invalid input: expected object, received array'],
    ['null', null, 'Invalid input: expected object, received null'],
    ['no event', { data: {} }, 'event: Invalid input: expected string, received undefined'],
    [
      'a long event',
      { event: 'e'.repeat(65), data: {} },
      'event: Too big: expected string to have <=64 characters',
    ],
    ['a strange reference', { event: 'say', data: {}, ref: {} }, 'ref: Invalid input'],
    ['something else', { event: 'say', data: {}, also: 1 }, 'Unrecognized key: "also"'],
  ])('is refused with %s', (__, message, problem) => {
    expect(() => read(message)).toThrow(
      new Refusal('bad-request', `The message is not right: ${problem}.`, help),
    );
  });
});

test('what is neither is refused', () => {
  expect(() => text('{"event":')).toThrow(
    new Refusal('bad-request', 'The message is not JSON.', help),
  );
  expect(() => readMessage(Buffer.from([0xc1]), true, 'msgpack')).toThrow(
    new Refusal('bad-request', 'The message is not MessagePack.', help),
  );
});

test('text and binary are not mixed on one connection', () => {
  expect(() => readMessage(Buffer.from('{}'), false, 'msgpack')).toThrow(
    new Refusal(
      'unsupported-media-type',
      'This connection speaks MessagePack.',
      'Send binary messages.',
    ),
  );
  expect(() => readMessage(Buffer.from('{}'), true, '')).toThrow(
    new Refusal(
      'unsupported-media-type',
      'This connection speaks JSON text.',
      'Send text, or connect with the subprotocol "msgpack".',
    ),
  );
});

test('whatever comes is read or refused', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.jsonValue().map((value) => encode(value)),
    fc.json().map((value) => new TextEncoder().encode(value)),
  );
  fc.assert(
    fc.property(bytes, fc.boolean(), (any, isBinary) => {
      try {
        const message = readMessage(Buffer.from(any), isBinary, isBinary ? 'msgpack' : '');
        expect(typeof message.event).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 500 },
  );
});

test('an answer is in the format of its connection', () => {
  const reply = { ack: 7, id: 'e-1' };
  expect(encodeReply(reply, '')).toBe('{"ack":7,"id":"e-1"}');
  expect(decode(encodeReply(reply, 'msgpack') as Uint8Array)).toEqual(reply);
});
