import { afterEach, expect, test } from 'vitest';
import { loadDice } from './load-dice.ts';
import type { RunWindow } from './run-window.ts';

const { getRandomValues, randomUUID } = Crypto.prototype;

afterEach(() => {
  Object.assign(Crypto.prototype, { getRandomValues, randomUUID });
});

function loadedWindow(share: number): RunWindow {
  const window = { Math: { random: Math.random }, Crypto } as unknown as RunWindow;
  loadDice(window, share);
  return window;
}

test('chance gives the same share of its range, however it is asked', () => {
  const window = loadedWindow(0.25);
  expect([window.Math.random(), window.Math.random()]).toEqual([0.25, 0.25]);
  const [first = 0, second = 0] = crypto.getRandomValues(new Uint32Array(2));
  expect([first / 2 ** 32, second / 2 ** 32]).toEqual([expect.closeTo(0.25), first / 2 ** 32]);
});

test('the first digits of a UUID are that share too, and no two are the same', () => {
  loadedWindow(0.25);
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  expect(Number.parseInt(one.slice(0, 8), 16) / 2 ** 32).toBeCloseTo(0.25);
  expect(other).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(other).not.toBe(one);
});

test('a part of an array is filled, and no more', () => {
  loadedWindow(0.5);
  const bytes = new Uint8Array(4);
  crypto.getRandomValues(bytes.subarray(1, 3));
  expect([...bytes]).toEqual([0, 128, 128, 0]);
});

test('what it refuses, it still refuses', () => {
  loadedWindow(0.5);
  expect(() => crypto.getRandomValues(new Float64Array(1) as never)).toThrow();
});
