/**
 * Puts a call at each turn of every loop, so that one without an end can be ended. Browser-safe.
 *
 * `while (x)` → `while (guard(0),x)`, `do … while (guard(0),x)`: no statement moves, so nothing can bind differently.
 * `for (…) y` → `for (…){guard(0);y}`: the iterator of `for … of` stays what it is.
 */
import type { File } from 'sucrase/dist/esm/parser/index.js';
import { TokenType } from 'sucrase/dist/esm/parser/tokenizer/types.js';
import type { Edit } from './edits.ts';

/** The name under which the guard is global in a run's window. */
export const guardName = '__duplexLoopGuard';

export interface GuardedLoops {
  edits: Edit[];
  /** Offset of each loop's keyword, in the order of the numbers that the guard is called with. */
  loops: number[];
}

/** @param firstNumber what the first loop of this file is called, so that loops of all files can be told apart */
export function guardLoops({ tokens, scopes }: File, firstNumber: number): GuardedLoops {
  const edits: Edit[] = [];
  const loops: number[] = [];
  const call = (offset: number): string => {
    loops.push(offset);
    return `${guardName}(${firstNumber + loops.length - 1})`;
  };
  const insert = (at: number, text: string): void => {
    edits.push({ at, remove: 0, insert: text });
  };

  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    // Sucrase makes a plain name of `while` in `object.while` and `{ while: 1 }`.
    if (token.type === TokenType._while && next?.type === TokenType.parenL) {
      insert(next.end, `${call(token.start)},`);
    }
  }
  for (const { startTokenIndex, endTokenIndex, isFunctionScope } of scopes) {
    const keyword = tokens[startTokenIndex];
    // Every `for` statement opens a scope; the scope of a whole file may begin with one too.
    if (keyword?.type !== TokenType._for || isFunctionScope) continue;
    const headEnd = tokens[closingParenthesis(tokens, startTokenIndex)];
    const last = tokens[endTokenIndex - 1];
    if (!headEnd || !last) continue;
    insert(headEnd.end, `{${call(keyword.start)};`);
    insert(last.end, '}');
  }
  return { edits, loops };
}

/** Index of the parenthesis that closes the first one after a token. */
function closingParenthesis(tokens: File['tokens'], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const type = tokens[index]?.type;
    if (type === TokenType.parenL) depth += 1;
    if (type === TokenType.parenR && --depth === 0) return index;
  }
  return -1;
}
