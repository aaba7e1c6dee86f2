// Browser-safe: pure.
import type { Finding, Readings } from '../laboratory/experiment.ts';

const cut = 'after-cut';

/** It must come back after a cut, and never after an answer that is no event stream. */
export function judgeErrors(readings: readonly Readings[]): Finding {
  const names = Object.keys(readings[0] ?? {}).filter((name) => name !== cut);
  const stubborn = names.filter((name) => readings.some((reading) => (reading[name] ?? 0) > 0));
  if (!readings.every((reading) => (reading[cut] ?? 0) > 0)) {
    return {
      outcome: 'differs',
      text: 'After a cut connection this browser did not ask again, although it should.',
    };
  }
  if (stubborn.length > 0) {
    return {
      outcome: 'differs',
      text: `This browser asked again ${stubborn.map((name) => name.replaceAll('-', ' ')).join(', ')}: the standard says that it must not.`,
    };
  }
  return {
    outcome: 'agrees',
    text: 'It came back after the cut, and after none of the other answers.',
  };
}
