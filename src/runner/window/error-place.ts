/** Where in the reader's files an exception comes from. Browser-safe. */
import type { Place, Script } from '../compile/compile-script.ts';
import { moduleScheme } from '../compile/rewrite-imports.ts';

/** The scripts of a run by the names that browsers give them: their URL, and the name in their `sourceURL`. */
export type ScriptsByName = ReadonlyMap<string, Script>;

/** What browsers tell of an exception. Anything can be thrown. */
export interface Thrown {
  error: unknown;
  /** For what is not an Error. */
  message?: string;
  script?: string;
  line?: number;
  column?: number;
}

export interface PlacedError {
  /** Name and text. */
  message: string;
  /** The exception's class. */
  title: string;
  place: Place | undefined;
}

/** `at follow (/index.ts:3:9)`, `follow@blob:http://…:3:9` */
const frame = /((?:blob:|\/)[^\s()@]+?):(\d+):(\d+)/g;

export function placeError(thrown: Thrown, scripts: ScriptsByName): PlacedError {
  const { error, message: said = '', script, line, column } = thrown;
  const fields = fieldsOf(error);
  const title = fields?.name ?? 'Error';
  const text = fields ? `${fields.name}: ${fields.message}`.replace(/: $/, '') : said;
  return {
    title,
    message: readable(text, scripts),
    place: placeIn(scripts, script, line, column) ?? placeInStack(fields?.stack ?? '', scripts),
  };
}

function placeIn(scripts: ScriptsByName, name = '', line = 0, column = 1): Place | undefined {
  return line > 0 ? scripts.get(name)?.placeOf({ line, column: Math.max(1, column) }) : undefined;
}

/** The innermost frame that is the reader's. */
function placeInStack(stack: string, scripts: ScriptsByName): Place | undefined {
  for (const [, name, line, column] of stack.matchAll(frame)) {
    const place = placeIn(scripts, name, Number(line), Number(column));
    if (place) return place;
  }
  return undefined;
}

/** Of an Error of any window. Its fields may be the reader's getters. */
function fieldsOf(error: unknown): { name: string; message: string; stack: string } | undefined {
  try {
    if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
    const { name = 'Error', message, stack = '' } = error as Error;
    return { name: String(name), message: String(message), stack: String(stack) };
  } catch {
    return undefined;
  }
}

/** Modules are known to the browser by specifiers of ours, and some name them by their URLs. */
function readable(message: string, scripts: ScriptsByName): string {
  const named = message.replaceAll(/blob:[^\s'"]+/g, (url) => nameOf(url, scripts) ?? url);
  return named.replaceAll(`${moduleScheme}/`, './');
}

/** The other name of the script that has this one. */
function nameOf(url: string, scripts: ScriptsByName): string | undefined {
  const script = scripts.get(url);
  const other = [...scripts].find(([name, one]) => one === script && name.startsWith('/'));
  return other && `.${other[0]}`;
}
