import { describe, expect, test } from 'vitest';
import { claimsCitedIn, describeTypedNumbers, typedNumbers } from './citations.ts';
import { claimSchema } from './claim.ts';

function claim(slug: string, values: object[]) {
  const data = claimSchema.parse({
    fact: 'It is so.',
    verdict: 'holds',
    experiment: 'retry-timing',
    values,
  });
  return { ...data, slug };
}

const measured = 'Chromium 156 on Linux, 2026-11-23';
const claims = [
  claim('default-retry', [{ name: 'delay', value: 3054, unit: 'ms', measured }]),
  claim('six-connections', [{ name: 'open', value: 6, unit: 'streams', measured }]),
  claim('lag', [{ name: 'sse', value: 101.3, unit: 'ms', measured }]),
  claim('standard', [{ name: 'short', value: 125, unit: 'bytes' }]),
  claim('story', [{ name: 'share', guide: 80, unit: '%' }]),
  claim('header', [{ name: 'least', value: 2, guide: 2, unit: 'bytes', measured }]),
];

const found = (mdx: string) =>
  typedNumbers(mdx, claims).map(({ line, text, claim: slug, value }) => [line, text, slug, value]);

describe('finds the claims that a lesson names', () => {
  test('in each of the components, once', () => {
    const mdx = `
<Correction claim="default-retry" />
A <Claim slug="six-connections">limit of <ClaimValue claim="lag" name="sse" /></Claim>.
<ClaimValue
  claim="default-retry"
  name="delay"
/>`;
    expect(claimsCitedIn(mdx)).toEqual(['default-retry', 'six-connections', 'lag']);
  });

  test('and not in what only looks like them', () => {
    expect(claimsCitedIn('<Claims claim="a" /> <Sandbox slug="b" /> claim="c"')).toEqual([]);
  });
});

describe('finds a measured number in prose', () => {
  test('in digits with its unit, or alone when it has four digits or more', () => {
    expect(found('Chromium waits 3054 ms.\nIt is 3054, or 3,054 milliseconds.')).toEqual([
      [1, '3054 ms', 'default-retry', 'delay'],
      [2, '3054', 'default-retry', 'delay'],
      [2, '3,054 milliseconds', 'default-retry', 'delay'],
    ]);
  });

  test('as a word, with its unit, where the claim is cited', () => {
    const prose = 'At most six streams open. Six streams, then.';
    expect(found(`${prose} <Claim slug="six-connections">So.</Claim>`)).toEqual([
      [1, 'six streams', 'six-connections', 'open'],
      [1, 'Six streams', 'six-connections', 'open'],
    ]);
    expect(found(prose)).toEqual([]);
  });

  test('with decimals, across a space that does not break', () => {
    expect(found('An echo takes 101.3\u00a0ms.')).toEqual([[1, '101.3\u00a0ms', 'lag', 'sse']]);
  });
});

test('finds a number of the guide, where the claim is cited', () => {
  const prose = 'Some 80% of the traffic, or 80 per cent.';
  expect(found(`${prose} <Claim slug="story">So.</Claim>`)).toEqual([
    [1, '80%', 'story', 'share'],
    [1, '80 per cent', 'story', 'share'],
  ]);
  expect(found(prose)).toEqual([]);
});

test('finds a number once that the guide has and that was measured', () => {
  expect(found('<Claim slug="header">Two bytes.</Claim>')).toEqual([
    [1, 'Two bytes', 'header', 'least'],
  ]);
});

describe('leaves alone', () => {
  test.each([
    ['another number', 'It waits 13054 ms, 3054.5 ms or 30540.'],
    [
      'a small number that counts something else',
      'Six questions, 6 sandboxes. <Claim slug="six-connections">So.</Claim>',
    ],
    ['numbers of the sources', 'A length of 125 bytes.'],
    [
      'the number where it comes from its claim',
      '<ClaimValue claim="default-retry" name="delay" />',
    ],
    ['frontmatter', '---\nsummary: It waits 3054 ms.\n---\n'],
    ['code', '```ts\nconst delay = 3054;\n```\nand `3054 ms`.'],
    ['attributes', `<Predict choices={{ 'a': '3054 ms', 'b': '5 s' }} question="3054 ms?">`],
  ])('%s', (_, mdx) => {
    expect(found(mdx)).toEqual([]);
  });
});

test('says of a number of the guide what to write', () => {
  const mdx = '<Claim slug="story">Some 80% of it.</Claim>';
  expect(describeTypedNumbers('content/lessons/01-x/index.mdx', typedNumbers(mdx, claims))).toBe(
    'content/lessons/01-x/index.mdx:1 types “80%”, which is the guide’s number. Write <ClaimValue claim="story" name="share" whose="guide" />.',
  );
});

test('says where it stands and what to write', () => {
  const mdx = '---\ntitle: x\n---\n\nIt waits 3054 ms.';
  expect(describeTypedNumbers('content/lessons/08-x/index.mdx', typedNumbers(mdx, claims))).toBe(
    'content/lessons/08-x/index.mdx:5 types “3054 ms”, which was measured and may be measured again. Write <ClaimValue claim="default-retry" name="delay" />.',
  );
});
