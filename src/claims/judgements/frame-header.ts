// Browser-safe: pure.
import type { Finding, Readings } from '../laboratory/experiment.ts';

/** The longest payload of each length class, and the shortest of the next (RFC 6455 §5.2). */
export const lengths = [125, 126, 65_535, 65_536] as const;

/** Every header that is read, and how long the standard makes it. A browser's frames carry a masking key of 4 bytes. */
export const headers = [
  { name: 'down-125', direction: 'down', length: 125, bytes: 2 },
  { name: 'down-126', direction: 'down', length: 126, bytes: 4 },
  { name: 'down-65535', direction: 'down', length: 65_535, bytes: 4 },
  { name: 'down-65536', direction: 'down', length: 65_536, bytes: 10 },
  { name: 'up-125', direction: 'up', length: 125, bytes: 6 },
  { name: 'up-126', direction: 'up', length: 126, bytes: 8 },
  { name: 'up-65535', direction: 'up', length: 65_535, bytes: 8 },
  { name: 'up-65536', direction: 'up', length: 65_536, bytes: 14 },
] as const;

export function judgeHeaders(readings: readonly Readings[]): Finding {
  const wrong = headers.find(({ name, bytes }) =>
    readings.some((reading) => reading[name] !== bytes),
  );
  return wrong === undefined
    ? {
        outcome: 'agrees',
        text: 'Every header is as long as RFC 6455 makes it: 2, 4 or 10 bytes, and 4 more from the browser.',
      }
    : {
        outcome: 'differs',
        text: `The header of a payload of ${wrong.length} bytes should have ${wrong.bytes} bytes.`,
      };
}
