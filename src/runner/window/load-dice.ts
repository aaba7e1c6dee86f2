/** A check that must see how a delay grows takes chance out of it. Browser-safe. */
import { type RunWindow, replace } from './run-window.ts';

/**
 * From now on chance gives this share of its range in the window, whenever it is asked: `Math.random()` returns `share`,
 * `crypto.getRandomValues()` fills integers with that share of what they can hold, and the first eight digits of
 * `crypto.randomUUID()` are that share of what they can be.
 * @param share from 0 to 1, without 1
 */
export function loadDice(window: RunWindow, share: number): void {
  replace(window.Math, 'random', { apply: () => share });
  const byte = Math.floor(share * 256);
  // The rest of a UUID stays as it is: code may count on each being another one. Only secure pages have them.
  const digits = byte.toString(16).padStart(2, '0').repeat(4);
  replace(window.Crypto.prototype, 'randomUUID', {
    apply: (randomUUID, crypto, args: []) =>
      digits + Reflect.apply(randomUUID, crypto, args).slice(digits.length),
  });
  replace(window.Crypto.prototype, 'getRandomValues', {
    apply(getRandomValues, crypto, args: [ArrayBufferView]) {
      // It judges its arguments as it always does.
      Reflect.apply(getRandomValues, crypto, args);
      const [{ buffer, byteOffset, byteLength }] = args;
      new Uint8Array(buffer, byteOffset, byteLength).fill(byte);
      return args[0];
    },
  });
}
