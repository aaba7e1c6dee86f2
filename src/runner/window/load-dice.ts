/** A check that must see how a delay grows takes chance out of it. Browser-safe. */
import { type RunWindow, replace } from './run-window.ts';

/**
 * From now on chance gives this share of its range in the window, whenever it is asked: `Math.random()` returns `share`,
 * and `crypto.getRandomValues()` fills integers with that share of what they can hold.
 * @param share from 0 to 1, without 1
 */
export function loadDice(window: RunWindow, share: number): void {
  replace(window.Math, 'random', { apply: () => share });
  replace(window.Crypto.prototype, 'getRandomValues', {
    apply(getRandomValues, crypto, args: [ArrayBufferView]) {
      // It judges its arguments as it always does.
      Reflect.apply(getRandomValues, crypto, args);
      const [{ buffer, byteOffset, byteLength }] = args;
      new Uint8Array(buffer, byteOffset, byteLength).fill(Math.floor(share * 256));
      return args[0];
    },
  });
}
