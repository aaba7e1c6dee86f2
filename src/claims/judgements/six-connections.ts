// Browser-safe: pure.
import type { Finding, Readings } from '../laboratory/experiment.ts';

/** How many streams the experiment asks for: two more than browsers open over HTTP/1.1. */
export const streams = 8;
const limit = 6;

export function judgeConnections(readings: readonly Readings<'open' | 'closed'>[]): Finding {
  const open = readings.map((reading) => reading.open);
  const [least, most] = [Math.min(...open), Math.max(...open)];
  if (least === limit && most === limit) {
    return readings.every(({ closed }) => closed > 0)
      ? {
          outcome: 'agrees',
          text: 'Six streams opened; all else to the same port waited until one of them was closed, and another port answered meanwhile.',
        }
      : {
          outcome: 'differs',
          text: 'Six streams opened, and the request beside them was answered all the same.',
        };
  }
  if (most < limit) {
    return {
      outcome: 'disturbed',
      text: `Only ${most} opened, because this browser has other connections to the live server: a sandbox that runs in another tab, or a stream that the composer holds. Close those and run it again.`,
    };
  }
  return {
    outcome: 'differs',
    text:
      least === streams
        ? `All ${streams} opened: over HTTP/2 they share one connection, and the limit is another.`
        : `${least === most ? most : `${least} to ${most}`} opened: the limit of this browser is another, or something else was connecting.`,
  };
}
