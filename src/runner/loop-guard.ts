import { parse } from 'sucrase/dist/esm/parser';
import { TokenType } from 'sucrase/dist/esm/parser/tokenizer/types';
import { placeOf } from './reader-error.ts';

/** The name of the function that guarded loops call before every round. */
export const guardName = '__duplexRound';

interface Insertion {
  at: number;
  text: string;
}

/**
 * Makes every `while`, `do` and three-part `for` call the guard in its condition, which needs no braces and moves no line:
 * `while (a)` becomes `while (guard("/index.ts:3")&&(a))`. Throws a `SyntaxError` with `loc` where the code cannot be parsed.
 */
export function guardLoops(code: string, path: string): string {
  const { tokens } = parse(code, false, true, false);
  const insertions: Insertion[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== TokenType._while && token.type !== TokenType._for) continue;
    const open = index + 1;
    // `for await (…)` gives up its turn by itself.
    if (tokens[open]?.type !== TokenType.parenL) continue;
    const parts = partsOf(tokens, open);
    const call = `${guardName}(${JSON.stringify(`${path}:${placeOf(code, token.start).line}`)})`;
    const [start, end] =
      token.type === TokenType._while ? [parts[0], parts.at(-1)] : [parts[1], parts[2]];
    if (
      start === undefined ||
      end === undefined ||
      (token.type === TokenType._for && parts.length !== 4)
    )
      continue;
    const isEmpty = code.slice(start, end).trim() === '' || tokensBetween(tokens, start, end) === 0;
    insertions.push({ at: start, text: isEmpty ? call : `${call}&&(` });
    if (!isEmpty) insertions.push({ at: end, text: ')' });
  }
  return insertions
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, text: inserted }) => text.slice(0, at) + inserted + text.slice(at), code);
}

type Token = ReturnType<typeof parse>['tokens'][number];

/** Where the parts between parentheses begin, without the semicolons that part them, and where the last ends. */
function partsOf(tokens: readonly Token[], open: number): number[] {
  const bounds = [tokens[open]?.end ?? 0];
  let depth = 0;
  for (const { type, start, end } of tokens.slice(open)) {
    if (opens.has(type)) depth += 1;
    else if (closes.has(type)) depth -= 1;
    else if (type === TokenType.semi && depth === 1) bounds.push(end);
    if (depth === 0) {
      bounds.push(start);
      break;
    }
  }
  // A part ends where the semicolon begins, one before the next part.
  return bounds.length === 4
    ? [bounds[0] ?? 0, bounds[1] ?? 0, (bounds[2] ?? 0) - 1, bounds[3] ?? 0]
    : bounds;
}

const opens = new Set([
  TokenType.parenL,
  TokenType.braceL,
  TokenType.bracketL,
  TokenType.dollarBraceL,
  TokenType.braceBarL,
]);
const closes = new Set([
  TokenType.parenR,
  TokenType.braceR,
  TokenType.bracketR,
  TokenType.braceBarR,
]);

function tokensBetween(tokens: readonly Token[], start: number, end: number): number {
  return tokens.filter((token) => token.start >= start && token.end <= end).length;
}

/** How long code may loop without giving up its turn, in milliseconds. */
const patience = 1000;

/** The function that guarded loops call; throws once they have kept a document's event loop for too long. */
export function createGuard(
  after: (milliseconds: number, task: () => void) => void,
  now: () => number,
  onTrip: (message: string, place: string) => Error,
): (place: string) => true {
  let started: number | undefined;
  let rounds = 0;
  return (place) => {
    rounds += 1;
    // Reading the clock costs more than most loops.
    if (rounds % 256 !== 0) return true;
    if (started === undefined) {
      started = now();
      after(0, () => {
        started = undefined;
        rounds = 0;
      });
    } else if (now() - started > patience) {
      throw onTrip(
        `This loop ran for more than ${patience / 1000} s without giving up its turn.`,
        place,
      );
    }
    return true;
  };
}
