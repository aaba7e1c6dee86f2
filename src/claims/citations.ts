/** What a lesson's prose cites of the claims, and the numbers in it that should be cited. Pure. */
import type { Claim, ClaimValue } from './claim.ts';
import { writeQuantity } from './numbers.ts';

/** The slugs of the claims that a lesson's MDX names in its components, each once. */
export function claimsCitedIn(mdx: string): string[] {
  const tags = mdx.matchAll(/<(?:Correction|ClaimValue|Claim)\b[^>]*?\b(?:claim|slug)="([^"]+)"/g);
  return [...new Set([...tags].flatMap(([, slug]) => slug ?? []))];
}

type Whose = 'ours' | 'guide';

export interface TypedNumber {
  /** Counted from 1. */
  line: number;
  /** As it stands in the prose. */
  text: string;
  claim: string;
  value: string;
  whose: Whose;
}

/** A number of a claim that no lesson types. */
interface KeptNumber {
  claim: string;
  value: string;
  whose: Whose;
  /** One, or the ends of a range. */
  numbers: number[];
  unit: string;
}

/**
 * Numbers of claims that are typed in a lesson's prose, where they would go stale: measured ones and the guide's,
 * in digits or as a word, with their unit, or from four digits on without one. The guide's, and numbers that anybody
 * may count to, are looked for only in lessons that cite the claim.
 * Code, imports and the attributes of components are no prose.
 */
export function typedNumbers(mdx: string, claims: readonly Claim[]): TypedNumber[] {
  const lines = proseOf(mdx).split('\n');
  const cited = claimsCitedIn(mdx);
  const isTelling = ({ claim, whose, numbers: [number = 0] }: KeptNumber) =>
    cited.includes(claim) ||
    (whose === 'ours' && (number >= words.length || !Number.isInteger(number)));
  return claims
    .flatMap(({ slug, values }) => values.flatMap((value) => keptNumbers(slug, value)))
    .filter(isTelling)
    .flatMap(({ claim, value, whose, numbers, unit }) =>
      lines.flatMap((text, index) =>
        [...text.matchAll(patternOf(numbers, unit))].map(([match]) => ({
          line: index + 1,
          text: match,
          claim,
          value,
          whose,
        })),
      ),
    );
}

function keptNumbers(
  claim: string,
  { name, value, to, measured, guide, guideTo, unit = '' }: ClaimValue,
): KeptNumber[] {
  const ours = measured === undefined ? [] : [value, to];
  // Where the guide's number is the measured one, it is the measured one that a lesson gives.
  const theirs = ours.includes(guide) ? [] : [guide, guideTo];
  return [
    {
      claim,
      value: name,
      whose: 'ours' as const,
      numbers: ours.filter((it) => it !== undefined),
      unit,
    },
    {
      claim,
      value: name,
      whose: 'guide' as const,
      numbers: theirs.filter((it) => it !== undefined),
      unit,
    },
  ].filter(({ numbers }) => numbers.length > 0);
}

/** For a lesson's author: where the numbers stand and what to write instead. */
export function describeTypedNumbers(file: string, found: readonly TypedNumber[]): string {
  return found
    .map(
      ({ line, text, claim, value, whose }) =>
        `${file}:${line} types “${text}”, which ${whose === 'guide' ? 'is the guide’s number' : 'was measured and may be measured again'}. Write <ClaimValue claim="${claim}" name="${value}"${whose === 'guide' ? ' whose="guide"' : ''} />.`,
    )
    .join('\n');
}

/** The same lines, with all that is no prose blanked out. */
function proseOf(mdx: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  return mdx
    .replace(/^---\n.*?\n---\n/s, blank)
    .replace(/^(```|~~~).*?^\1/gms, blank)
    .replace(/^import\s.*?['"];?$/gms, blank)
    .replace(/`[^`\n]+`/g, blank)
    .replace(/<\/?[A-Za-z][^<>]*?(?:\{[^<>]*?\}[^<>]*?)*>/gs, blank);
}

const words = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve'],
];

function patternOf(numbers: readonly number[], unit: string): RegExp {
  const digits = numbers.flatMap((number) => [
    String(number),
    writeQuantity(number),
    number.toLocaleString('en'),
  ]);
  const spelt = numbers.flatMap((number) => words[number] ?? []);
  const escaped = [...new Set([...digits, ...spelt])].map((text) => text.replaceAll('.', '\\.'));
  const any = `(?<![\\w.,-])(?:${escaped.join('|')})`;
  const isTelling = numbers.some((number) => Number.isInteger(number) && number >= 1000);
  const bare = isTelling ? `|${any}(?!\\w|[.,-]\\d)` : '';
  return new RegExp(
    unit === '' ? bare.slice(1) || '(?!)' : `${any}${unitPattern(unit)}${bare}`,
    'gi',
  );
}

function unitPattern(unit: string): string {
  const escaped = unit.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll(' ', '\\s+');
  const long = unit === 'ms' ? `(?:ms|milliseconds)` : unit === '%' ? '(?:%|per\\s+cent)' : escaped;
  return `[\\s\\u00a0-]*${long}${/\w$/.test(unit) ? '\\b' : ''}`;
}
