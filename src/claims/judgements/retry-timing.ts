// Browser-safe: pure.
import type { Finding, Readings } from '../laboratory/experiment.ts';
import { median } from '../laboratory/statistics.ts';

/** How many attempts are looked at while nothing gets through. */
export const attempts = 8;

/** How many times longer the last three gaps are than the first three; NaN when there are not so many. */
export function growthOf(gaps: readonly number[]): number {
  if (gaps.length < 6) return Number.NaN;
  return median(gaps.slice(-3)) / median(gaps.slice(0, 3));
}

/** A delay that doubled would be 32 times as long after eight attempts. */
const growing = 2;

export function judgeRetryTiming(
  readings: readonly Readings<
    'default-delay' | 'after-retry-500' | 'while-down' | 'attempts' | 'growth'
  >[],
): Finding {
  const fewest = Math.min(...readings.map((reading) => reading.attempts));
  const most = Math.max(...readings.map(({ growth }) => growth));
  const [shortest, asked] = [
    Math.min(...readings.map((reading) => reading['default-delay'])),
    Math.max(...readings.map((reading) => reading['after-retry-500'])),
  ];
  if (most >= growing) {
    return {
      outcome: 'differs',
      text: 'In this browser the delay grows from attempt to attempt: it backs off.',
    };
  }
  if (asked >= shortest) {
    return {
      outcome: 'differs',
      text: 'A retry field of 500 did not make this browser come back sooner.',
    };
  }
  if (fewest < attempts) {
    return {
      outcome: 'agrees',
      text: `A retry field changes the delay. But after ${fewest === 1 ? 'one attempt' : `${fewest} attempts`} that failed this browser gave up for good, as Firefox does where the server, as here, is another origin than the page.`,
    };
  }
  return {
    outcome: 'agrees',
    text: 'A retry field changes the delay, and the delay stays the same however often an attempt fails: no backoff.',
  };
}
