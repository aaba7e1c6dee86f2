/** What became of a sandbox's checks. Browser-safe. */

/** `not-reached`: the checks came to an end before it. */
export type ResultState = 'waiting' | 'running' | 'passed' | 'failed' | 'not-reached';

export interface Failure {
  /** Completes the sentence "Expected …". */
  expected: string;
  /** Completes the sentence "Seen: …". */
  seen: string;
  /** What the console says of errors in the code, where that may be why. */
  note?: string;
  records: readonly FailureRecord[];
}

/** A wire record that a failure is about. */
export interface FailureRecord {
  number: number;
  /** Seconds since the first record, as the Wire panel writes it. */
  time: string;
  direction: 'up' | 'down';
  summary: string;
}

export interface Result {
  words: string;
  state: ResultState;
  /** What a running check waits for at this moment, if it does; completes the sentence "Waiting for …". */
  awaits?: string;
  failure?: Failure;
}

/**
 * `running`: the checks are at work. `passed` and `failed`: all were judged. `cancelled` and `away`: they came to an end
 * before, because the reader turned to something else or the live server did not answer; `problem` says so.
 */
export type VerdictState = 'idle' | 'running' | 'passed' | 'failed' | 'cancelled' | 'away';

export interface Verdict {
  state: VerdictState;
  results: readonly Result[];
  problem?: string;
  /** Fingerprint of the files that were judged; undefined before any were. */
  files?: string;
  /** The solution was judged, not the reader's own code. */
  ofSolution?: boolean;
}

export function notJudged(words: readonly string[]): Verdict {
  return { state: 'idle', results: words.map((one) => ({ words: one, state: 'waiting' })) };
}

/** Whether the reader's own code has passed all checks. */
export function isSolved({ state, ofSolution }: Verdict): boolean {
  return state === 'passed' && !ofSolution;
}

/** One sentence on where the checks stand; empty before any were made. */
export function summaryOf({ state, results, problem, ofSolution }: Verdict): string {
  const passed = results.filter((result) => result.state === 'passed').length;
  const all = results.length;
  switch (state) {
    case 'idle':
      return '';
    case 'running': {
      const at = results.findIndex((result) => result.state === 'running');
      return at === -1 ? 'Checking.' : `Checking ${at + 1} of ${all}.`;
    }
    case 'passed': {
      const which = all === 1 ? 'the check' : `all ${all} checks`;
      return ofSolution
        ? `The solution passes: ${which}. Your own code has not been checked: leave Solution and press Check.`
        : `Passed: ${which}.`;
    }
    case 'failed': {
      const left = results.filter((result) => result.state === 'not-reached').length;
      return `${passed} of ${all} passed.${left > 0 ? ` ${left} not reached: mend this one, and check again.` : ''}`;
    }
    default:
      return `${problem} ${passed} of ${all} passed before.`;
  }
}

/** What is said aloud when a verdict has changed. */
export function announcementOf(before: Verdict, now: Verdict): string {
  if (now.state !== 'running') return now.state === before.state ? '' : summaryOf(now);
  return now.results
    .filter(({ state }, index) => isJudged(state) && before.results[index]?.state !== state)
    .map(({ state, words, failure }) =>
      failure ? `Failed: ${words}. ${sentencesOf(failure)}` : `${nameOfState[state]}: ${words}.`,
    )
    .join(' ');
}

export const nameOfState: Readonly<Record<ResultState, string>> = {
  waiting: 'Waiting',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  'not-reached': 'Not reached',
};

export function sentencesOf({ expected, seen, note }: Failure): string {
  return [`Expected ${expected}`, `Seen: ${seen}`, note]
    .filter((sentence) => sentence !== undefined)
    .map((sentence) => `${sentence.replace(/\.$/, '')}.`)
    .join(' ');
}

function isJudged(state: ResultState): boolean {
  return state === 'passed' || state === 'failed';
}

const prefix = 'duplex:checks:';

/** @returns Undefined when nothing is kept, or it is of other checks than these. */
export function readVerdict(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  words: readonly string[],
): Verdict | undefined {
  try {
    const kept = JSON.parse(storage.getItem(prefix + key) ?? 'null') as Verdict | null;
    const isOfThese =
      kept?.results.length === words.length &&
      kept.results.every((result, index) => result.words === words[index]);
    return kept && isOfThese && kept.state !== 'running' ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepVerdict(
  storage: Pick<Storage, 'setItem'>,
  key: string,
  verdict: Verdict,
): void {
  // The records are of a space that will be gone.
  const results = verdict.results.map(({ failure, ...result }) =>
    failure ? { ...result, failure: { ...failure, records: [] } } : result,
  );
  try {
    storage.setItem(prefix + key, JSON.stringify({ ...verdict, results }));
  } catch {
    // Without room they last as long as the page.
  }
}
