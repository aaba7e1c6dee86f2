/** What a verdict of the Checks panel means for the lesson. */
import { sentencesOf, type Verdict } from '../../src/sandbox/checks/results.ts';

/** Whose code was judged. */
export type Code = { whose: 'start' } | { whose: 'right' } | { whose: 'wrong'; fails: string };

/** What is wrong with the lesson or its checks, in the panel's words; undefined if nothing is. */
export function problemWith(verdict: Verdict, code: Code): string | undefined {
  const { state, results, problem } = verdict;
  if (state !== 'passed' && state !== 'failed') {
    return `The checks did not come to an end: ${state}. ${problem ?? ''}`.trim();
  }
  const failures = results.flatMap(({ words, failure }) =>
    failure === undefined ? [] : [{ words, sentences: sentencesOf(failure) }],
  );
  const broken = failures.find(({ sentences }) => sentences.includes('the check itself to work'));
  const told = failures
    .map(({ words, sentences }) => `✗ ${words}\n      ${sentences}`)
    .join('\n    ');
  if (broken !== undefined) return told;
  if (code.whose === 'right') return failures.length === 0 ? undefined : told;
  if (failures.length === 0) return 'It passes every check.';
  if (code.whose === 'start') return undefined;
  return failures.some(({ words }) => words === code.fails)
    ? undefined
    : `It does not fail "${code.fails}", but:\n    ${told}`;
}
