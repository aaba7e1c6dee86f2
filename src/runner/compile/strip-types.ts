/** TypeScript to JavaScript, with Sucrase. Browser-safe. */
import { HelperManager } from 'sucrase/dist/esm/HelperManager.js';
import identifyShadowedGlobals from 'sucrase/dist/esm/identifyShadowedGlobals.js';
import NameManager from 'sucrase/dist/esm/NameManager.js';
import { type File, parse } from 'sucrase/dist/esm/parser/index.js';
import TokenProcessor from 'sucrase/dist/esm/TokenProcessor.js';
import RootTransformer from 'sucrase/dist/esm/transformers/RootTransformer.js';
import getTSImportedNames from 'sucrase/dist/esm/util/getTSImportedNames.js';

/** Where and why the parser stopped. */
export class ParseError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export interface Stripped {
  code: string;
  /** The offset in the TypeScript, for an offset in the JavaScript. */
  before(offset: number): number;
}

/** Removes types and writes out enums and parameter properties; everything else stays as it is, on its line. */
export function stripTypes(source: string): Stripped {
  const { tokens, scopes } = parseSource(source, 'typescript');
  // What Sucrase's own `transform` does, without the parts that only its other transforms need.
  const nameManager = new NameManager(source, tokens);
  const helperManager = new HelperManager(nameManager);
  const tokenProcessor = new TokenProcessor(source, tokens, false, true, helperManager);
  identifyShadowedGlobals(tokenProcessor, scopes, getTSImportedNames(tokenProcessor));
  const { code, mappings } = new RootTransformer(
    { tokenProcessor, scopes, nameManager, helperManager, importProcessor: null },
    ['typescript'],
    false,
    { transforms: ['typescript'], disableESTransforms: true },
  ).transform();

  const anchors: { after: number; before: number; length: number }[] = [];
  for (const [index, { start, end }] of tokens.entries()) {
    const after = mappings[index];
    // A token that was moved is not a place to count from.
    if (after !== undefined && after >= (anchors.at(-1)?.after ?? 0)) {
      anchors.push({ after, before: start, length: end - start });
    }
  }
  return {
    code,
    before(offset) {
      const index = anchors.findLastIndex(({ after }) => after <= offset);
      const anchor = anchors[index];
      if (!anchor) return offset;
      const beyond = offset - anchor.after;
      const next = anchors[index + 1]?.before ?? source.length;
      return beyond <= anchor.length
        ? anchor.before + beyond
        : Math.min(anchor.before + beyond, next);
    },
  };
}

/** @throws {ParseError} */
export function parseSource(source: string, language: 'typescript' | 'javascript'): File {
  try {
    return parse(source, false, language === 'typescript', false);
  } catch (error) {
    throw asParseError(error);
  }
}

function asParseError(error: unknown): ParseError {
  const { message, pos } = error as { message: string; pos?: number };
  // Sucrase appends the position.
  return new ParseError(message.replace(/ \(\d+:\d+\)$/, ''), pos ?? 0);
}
