import { decode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asChunk,
  asFrame,
  chunkedEventStream,
  eventJson,
  eventStream,
  messagePackFrames,
  type StreamedEvent,
  textFrames,
} from './encodings.ts';

const event = (number: number, data: unknown): StreamedEvent => ({
  number,
  event: 'said',
  data,
  json: JSON.stringify(data),
  time: 1000 + number,
});
const two = [event(1, { text: 'one' }), event(2, { text: 'zwei\n' })];

test('an event stream has id, event and data in one block an event', () => {
  expect(eventStream.encode('e', two).toString()).toBe(
    'id: e-1\nevent: said\ndata: {"text":"one"}\n\nid: e-2\nevent: said\ndata: {"text":"zwei\\n"}\n\n',
  );
});

test('with chunk framing it is one chunk, however many events', () => {
  const plain = eventStream.encode('e', two);
  expect(chunkedEventStream.encode('e', two).toString()).toBe(
    `${plain.length.toString(16)}\r\n${plain}\r\n`,
  );
});

test('a chunk counts bytes, not characters', () => {
  expect(asChunk(Buffer.from('€')).toString()).toBe('3\r\n€\r\n');
});

test('an event is JSON in the order id, event, data, time', () => {
  expect(eventJson('e', event(1, { text: 'one' }))).toBe(
    '{"id":"e-1","event":"said","data":{"text":"one"},"time":1001}',
  );
});

describe('a frame', () => {
  // The length classes of RFC 6455 §5.2, and what stands at their edges.
  test.each([
    [0, [0x81, 0]],
    [1, [0x81, 1]],
    [125, [0x81, 125]],
    [126, [0x81, 126, 0, 126]],
    [65_535, [0x81, 126, 0xff, 0xff]],
    [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
    [70_000, [0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70]],
  ])('of %i bytes has the head that says so', (length, head) => {
    const payload = Buffer.alloc(length, 7);
    const framed = asFrame(1, payload);
    expect([...framed.subarray(0, head.length)]).toEqual(head);
    expect(framed.subarray(head.length).equals(payload)).toBe(true);
  });

  test('is final and not masked, text or binary', () => {
    expect(asFrame(1, Buffer.from('a'))[0]).toBe(0x81);
    expect(asFrame(2, Buffer.from('a'))[0]).toBe(0x82);
  });
});

test('text and binary frames carry the same events', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }) })), (all) => {
      const events = all.map((data, index) => event(index + 1, data));
      const texts = payloads(textFrames.encode('e', events)).map(
        (payload) => JSON.parse(payload.toString()) as unknown,
      );
      const binaries = payloads(messagePackFrames.encode('e', events)).map((one) => decode(one));
      expect(texts).toEqual(binaries);
      expect(texts).toHaveLength(all.length);
    }),
  );
});

/** The payloads of unmasked frames that stand one behind the other. */
function payloads(frames: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let rest = frames; rest.length > 0; ) {
    const short = rest[1] ?? 0;
    const head = short < 126 ? 2 : 4;
    const length = short < 126 ? short : rest.readUInt16BE(2);
    found.push(rest.subarray(head, head + length));
    rest = rest.subarray(head + length);
  }
  return found;
}
