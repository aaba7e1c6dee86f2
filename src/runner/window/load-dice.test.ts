import { afterEach, expect, test } from 'vitest';
import { loadDice } from './load-dice.ts';
import type { RunWindow } from './run-window.ts';

const { getRandomValues } = Crypto.prototype;

afterEach(() => {
  Crypto.prototype.getRandomValues = getRandomValues;
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
