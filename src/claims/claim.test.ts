import { expect, test } from 'vitest';
import { claimSchema } from './claim.ts';

const source = {
  title: 'HTML standard',
  section: '9.2.3',
  href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
};
const said = {
  says: 'It heals by itself.',
  verdict: 'needs-nuance',
  so: 'It heals from some things.',
  sources: [source],
};

/** What is wrong with it, as `path message`. */
function problems(data: object): string[] {
  const result = claimSchema.safeParse(data);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim());
}

test('takes a statement of the guide with its verdict, its sources and its numbers', () => {
  expect(
    problems({
      ...said,
      row: 10,
      experiment: 'event-source-errors',
      values: [
        { name: 'default-retry', value: 3054, unit: 'ms', measured: 'Chromium', guide: 3000 },
      ],
    }),
  ).toEqual([]);
});

test('takes a fact of ours, which holds', () => {
  expect(problems({ fact: 'A blank line ends it.', verdict: 'holds', sources: [source] })).toEqual(
    [],
  );
});

test('refuses a claim that nobody can check', () => {
  expect(problems({ ...said, sources: [] })).toEqual([
    'sources are missing, and there is no experiment either, so nobody can check it: add sources with their section, or an experiment',
  ]);
});

test('takes an experiment for a source', () => {
  expect(problems({ ...said, sources: [], experiment: 'retry-timing' })).toEqual([]);
});

test('refuses a correction that does not say what is so', () => {
  expect(problems({ ...said, so: undefined })).toEqual([
    'so is missing: says is what the guide says, so is what is so',
  ]);
});

test('refuses a claim that is the guide’s and ours at once, or nobody’s', () => {
  const problem =
    'says and fact are one too many or one too few: give says (what the guide says) or fact (a sentence of ours)';
  expect(problems({ ...said, verdict: 'holds', fact: 'It heals.' })).toEqual([problem]);
  expect(problems({ ...said, says: undefined })).toEqual([problem]);
});

test('refuses a fact of ours that does not hold', () => {
  expect(problems({ fact: 'It heals.', verdict: 'expired', sources: [source] })).toEqual([
    'verdict of a fact of ours can only be holds: correct the sentence, or write says if it is the guide’s',
  ]);
});

test('refuses a section that YAML takes for a number', () => {
  expect(problems({ ...said, sources: [{ ...source, section: 7.1 }] })).toEqual([
    "sources.0.section is a number for YAML, which would turn 7.10 into 7.1: put it in quotes, '7.1'",
  ]);
});

test('refuses a source without a section, and an address that is none', () => {
  expect(problems({ ...said, sources: [{ title: 'RFC 6455', href: 'rfc6455' }] })).toEqual([
    'sources.0.section is missing: say where in the document it stands',
    'sources.0.href must be an address that starts with https://',
  ]);
});

test('refuses what it does not know', () => {
  expect(problems({ ...said, verdict: 'true', verdicts: 1, experiment: 'guessing' })).toEqual([
    'verdict Invalid option: expected one of "holds"|"needs-nuance"|"does-not-hold"|"anecdote"|"expired"',
    expect.stringMatching(/^experiment Invalid option: expected one of "buffering-proxy"\|/),
    'Unrecognized key: "verdicts"',
  ]);
});

test('refuses values that say nothing, end before they begin, or share a name', () => {
  expect(
    problems({
      ...said,
      values: [
        { name: 'a', unit: 'ms' },
        { name: 'b', value: 5, to: 4 },
        { name: 'c', guide: 3, measured: 'Chromium' },
        { name: 'd', guide: 3, guideTo: 3 },
      ],
    }),
  ).toEqual([
    'values.0 has no number: give value, guide or both',
    'values.1 has a range that ends before it begins: to must be greater than value',
    'values.2 says to or measured of a value that it does not have',
    'values.3 has a guideTo that ends no range: it must be greater than guide',
  ]);
  expect(
    problems({
      ...said,
      values: [
        { name: 'a', value: 1 },
        { name: 'a', value: 2 },
      ],
    }),
  ).toEqual(['values has two with the name a']);
});
