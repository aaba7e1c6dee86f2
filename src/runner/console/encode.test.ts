import { expect, test } from 'vitest';
import { encodeValues } from './encode.ts';

const encode = (value: unknown): unknown => encodeValues([value])[0];
const special = (type: string, data: unknown) => ({ '@t': type, data });

class Clock {
  count = 1;
  get time(): string {
    throw new Error('Getters are the reader’s code and must not run.');
  }
}

test.each([
  ['text', 'text'],
  [41, 41],
  [true, true],
  [null, null],
  [undefined, special('[[undefined]]', '')],
  [Number.NaN, special('[[NaN]]', '')],
  [Number.POSITIVE_INFINITY, special('Arithmetic', 0)],
  [Number.NEGATIVE_INFINITY, special('Arithmetic', 1)],
  [-0, special('Arithmetic', 2)],
  [0, 0],
  [12n, special('BigInt', '12')],
  [Symbol('id'), special('Symbol', 'Symbol(id)')],
  [function follow() {}, special('Function', { name: 'follow', body: '', proto: 'Function' })],
  [new Date(0), special('[[Date]]', 0)],
  [new Date(Number.NaN), special('Symbol', 'Invalid Date')],
  [/^a/i, special('[[RegExp]]', { src: '^a', flags: 'i' })],
  [new Map([['a', { b: 1 }]]), special('[[Map]]', ['a', { b: 1 }])],
  [new Set([1, 'two']), special('[[Set]]', [1, 'two'])],
  [new Uint8Array([7, 8]), special('[[TypedArray]]', { ctorName: 'Uint8Array', arr: [7, 8] })],
  [new Uint8Array([7, 8]).buffer, special('[[ArrayBuffer]]', [7, 8])],
  [
    [1, [undefined]],
    [1, [special('[[undefined]]', '')]],
  ],
  [{ a: { b: [] } }, { a: { b: [] } }],
  [{ '@t': 'mine' }, { '#@t': 'mine' }],
  [Object.create(null), {}],
  [new Clock(), { constructor: { name: 'Clock' }, count: 1 }],
  [
    Object.defineProperty({}, 'x', { get: () => 1, enumerable: true }),
    { x: special('Symbol', 'Symbol([getter])') },
  ],
])('%o', (value, encoded) => {
  expect(encode(value)).toEqual(encoded);
});

test('an error has its name, text and stack', () => {
  expect(encode(new TypeError('no'))).toEqual(
    special('[[Error]]', {
      name: 'TypeError',
      message: 'no',
      stack: expect.stringContaining('encode.test.ts'),
    }),
  );
});

test('the browser’s own objects show what is behind their getters', () => {
  const event = new MessageEvent('tick', { data: { count: 1 }, lastEventId: '41' });
  expect(encode(event)).toMatchObject({
    constructor: { name: 'MessageEvent' },
    type: 'tick',
    data: { count: 1 },
    lastEventId: '41',
  });
  expect(encode(new Headers({ accept: 'text/event-stream' }))).toEqual({
    constructor: { name: 'Headers' },
    accept: 'text/event-stream',
  });
  expect(encode(new URL('http://localhost/a'))).toEqual({
    constructor: { name: 'URL' },
    href: 'http://localhost/a',
  });
});

test('what contains itself is cut, what comes twice is not', () => {
  const shared = { a: 1 };
  const cycle: Record<string, unknown> = { one: shared, two: shared };
  cycle['self'] = cycle;
  expect(encode(cycle)).toEqual({
    one: shared,
    two: shared,
    self: special('Symbol', '[circular]'),
  });
});

test('what is large is cut, and says so', () => {
  const deep = { 1: { 2: { 3: { 4: { 5: {} } } } } };
  expect(JSON.stringify(encode(deep))).toContain('{"5":{"@t":"Symbol","data":"{…}"}}');
  const list = encode(Array.from({ length: 250 }, (_, index) => index)) as unknown[];
  expect(list).toHaveLength(101);
  expect(list.at(-1)).toEqual(special('Symbol', '150 more'));
  expect(encode('x'.repeat(20_000))).toHaveLength(10_001);
  const wide = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 'x'));
  expect(JSON.stringify(encode(wide)).length).toBeLessThan(50_000);
});

test('what cannot be read does not stop the rest', () => {
  const hostile = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('no');
      },
    },
  );
  expect(encodeValues([hostile, 'after'])).toEqual([
    special('Symbol', '[cannot be read]'),
    'after',
  ]);
});
