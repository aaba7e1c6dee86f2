import { describe, expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Finding, Readings } from '../laboratory/experiment.ts';
import { judgeBuffering } from './buffering-proxy.ts';
import { judgeEnvelopes } from './envelope-size.ts';
import { judgeErrors } from './event-source-errors.ts';
import { headers, judgeHeaders } from './frame-header.ts';
import { gapsOf } from './requests.ts';
import { growthOf, judgeRetryTiming } from './retry-timing.ts';
import { judgeConnections } from './six-connections.ts';

/** What a judge makes of these readings with some of them changed. */
function judging<Name extends string>(
  judge: (readings: readonly Readings<Name>[]) => Finding,
  usual: Readings<Name>,
) {
  return (...changes: Partial<Readings<Name>>[]) =>
    judge(changes.map((change) => ({ ...usual, ...change }))).outcome;
}

describe('what an EventSource does after an error', () => {
  const outcome = judging(judgeErrors, { 'after-cut': 1, 'after-502': 0, 'after-204': 0 });

  test('agrees when it comes back after a cut alone', () => {
    expect(outcome({}, {})).toBe('agrees');
  });

  test('differs when it asks again after an answer, even once', () => {
    expect(outcome({}, { 'after-502': 1 })).toBe('differs');
    expect(judgeErrors([{ 'after-cut': 1, 'after-502': 2, 'after-204': 1 }]).text).toBe(
      'This browser asked again after 502, after 204: the standard says that it must not.',
    );
  });

  test('differs when it does not come back after a cut', () => {
    expect(outcome({ 'after-cut': 0 })).toBe('differs');
  });
});

describe('when an EventSource comes back', () => {
  const outcome = judging(judgeRetryTiming, {
    'default-delay': 3000,
    'after-retry-500': 505,
    'while-down': 505,
    attempts: 8,
    growth: 1,
  });

  test('agrees when the delay is the one that was asked for, however busy the machine', () => {
    expect(outcome({}, { 'default-delay': 5200, 'after-retry-500': 1900, growth: 1.8 })).toBe(
      'agrees',
    );
  });

  test('differs when the delay grows, or does not change', () => {
    expect(outcome({}, { growth: 2 })).toBe('differs');
    expect(outcome({ 'after-retry-500': 3000 })).toBe('differs');
  });

  test('tells of a browser that gives up, in which there is no growth to see', () => {
    const gaveUp = { attempts: 1, growth: growthOf([505]) };
    const readings = { 'default-delay': 5000, 'after-retry-500': 505, 'while-down': 505 };
    expect(gaveUp.growth).toBeNaN();
    expect(judgeRetryTiming([{ ...readings, ...gaveUp }])).toEqual({
      outcome: 'agrees',
      text: 'A retry field changes the delay. But after one attempt that failed this browser gave up for good, as Firefox does where the server, as here, is another origin than the page.',
    });
    expect(outcome({ ...gaveUp, 'after-retry-500': 5000 })).toBe('differs');
  });

  test('compares the last gaps with the first, and one slow turn does not count', () => {
    expect(growthOf([500, 500, 900, 500, 500, 510, 505, 500])).toBeCloseTo(1.01);
    expect(growthOf([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000])).toBe(32);
  });

  const record = (change: Partial<WireRecord>): WireRecord => ({
    ...{ number: 1, connection: 1, time: 0, direction: 'down', kind: 'body', summary: '' },
    ...{ bytes: '', size: 0, parts: [], sizes: { payload: 0, framing: 0 } },
    ...change,
  });

  test('takes the gaps from the wire', () => {
    const request = (time: number) => record({ kind: 'request-head', direction: 'up', time });
    const chunk = (time: number, summary: string) => record({ kind: 'chunk', time, summary });
    expect(
      gapsOf([
        request(0),
        chunk(10, 'event: tick'),
        chunk(20, 'last chunk'),
        request(520),
        chunk(540, 'last chunk'),
        request(1045),
        request(1100),
      ]),
    ).toEqual([500, 505]);
  });

  test('takes them from the wire of HTTP/2', () => {
    const end = { name: 'END_STREAM', start: 0, end: 0 };
    expect(
      gapsOf([
        record({ kind: 'headers', direction: 'up' }),
        record({ kind: 'headers', time: 5 }),
        record({ kind: 'data', time: 20, parts: [end] }),
        record({ kind: 'headers', direction: 'up', time: 525 }),
      ]),
    ).toEqual([505]);
  });
});

describe('a stream behind a proxy that buffers', () => {
  const outcome = judging(judgeBuffering, {
    direct: 10,
    buffered: 4200,
    burst: 44,
    'web-socket': 12,
  });

  test('agrees when events are held back and a WebSocket is not', () => {
    expect(outcome({}, { direct: 300, 'web-socket': 400 }, {})).toBe('agrees');
  });

  test('differs when the first event is not late, or not in a burst', () => {
    expect(outcome({ buffered: 20 })).toBe('differs');
    expect(outcome({ burst: 1 })).toBe('differs');
  });

  test('differs when the WebSocket is held back too', () => {
    expect(outcome({ 'web-socket': 4200 })).toBe('differs');
  });
});

describe('the wall of six connections', () => {
  const outcome = judging(judgeConnections, { open: 6, closed: 3 });

  test('agrees when six open and the next request waits', () => {
    expect(outcome({}, { closed: 1 }, {})).toBe('agrees');
  });

  test('differs when the next request does not wait', () => {
    expect(outcome({}, { closed: 0 })).toBe('differs');
  });

  test('says that something else holds connections when fewer open', () => {
    expect(outcome({ open: 4 }, { open: 4 })).toBe('disturbed');
  });

  test('differs over HTTP/2, where all open', () => {
    expect(outcome({ open: 8, closed: 0 })).toBe('differs');
    expect(judgeConnections([{ open: 8, closed: 0 }]).text).toBe(
      'All 8 opened: over HTTP/2 they share one connection, and the limit is another.',
    );
  });

  test('differs when the number changes', () => {
    expect(outcome({}, { open: 5 })).toBe('differs');
    expect(
      judgeConnections([
        { open: 5, closed: 1 },
        { open: 6, closed: 3 },
      ]).text,
    ).toMatch(/^5 to 6 opened/);
  });
});

describe('bytes for one small message', () => {
  const outcome = judging(judgeEnvelopes, {
    'web-socket': 46,
    'data-only': 51,
    'with-id-and-event': 75,
    'better-sse': 105,
    chunk: 6,
    'topic-sse': 39,
    'topic-web-socket': 63,
  });

  test('agrees when a bare message is the smallest', () => {
    expect(outcome({}, {})).toBe('agrees');
  });

  test('differs when any form is smaller', () => {
    expect(outcome({}, { 'data-only': 46 })).toBe('differs');
  });
});

describe('how long a frame’s header is', () => {
  const exact = Object.fromEntries(headers.map(({ name, bytes }) => [name, bytes]));

  test('agrees with exactly the lengths of the standard', () => {
    expect(judgeHeaders([exact]).outcome).toBe('agrees');
  });

  test('differs when one is another', () => {
    expect(judgeHeaders([{ ...exact, 'up-65536': 10 }])).toEqual({
      outcome: 'differs',
      text: 'The header of a payload of 65536 bytes should have 14 bytes.',
    });
  });
});
