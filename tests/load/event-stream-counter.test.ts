import { expect, test } from 'vitest';
import { EventStreamCounter } from './generator/event-stream-counter.ts';

function count(text: string, pieceSize = text.length): number {
  const bytes = Buffer.from(text);
  const counter = new EventStreamCounter();
  for (let index = 0; index < bytes.length; index += pieceSize) {
    counter.take(bytes, index, Math.min(bytes.length, index + pieceSize));
  }
  return counter.events;
}

const twoEvents = 'id: 1\nevent: said\ndata: {"a":1}\n\nid: 2\nevent: said\ndata: {"a":2}\n\n';

test('counts an event when its blank line arrives, and not before', () => {
  expect(count('data: a\n')).toBe(0);
  expect(count('data: a\n\n')).toBe(1);
  expect(count(twoEvents)).toBe(2);
});

test('counts the same however the bytes are cut', () => {
  for (let pieceSize = 1; pieceSize < twoEvents.length; pieceSize++) {
    expect(count(twoEvents, pieceSize)).toBe(2);
  }
});

test('an event with several data lines is one event', () => {
  expect(count('data: a\ndata: b\ndata: c\n\n')).toBe(1);
});

test('comments, reconnection times and ids alone are not events', () => {
  expect(count(': data: no\n\nretry: 2345\n\nid: 7\nevent: said\n\n\n\n')).toBe(0);
});

test('lines may end with CR LF', () => {
  expect(count('data: a\r\n\r\ndata: b\r\n\r\n')).toBe(2);
});

test('reads only the range that it was given', () => {
  const bytes = Buffer.from('data: a\n\ndata: b\n\ndata: c\n\n');
  const counter = new EventStreamCounter();
  counter.take(bytes, 9, 18);
  expect(counter.events).toBe(1);
});
