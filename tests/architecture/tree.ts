/** The sources that the rules look at, and what they import. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Path from the repository's root, with `/` on every system → text. */
export type Tree = ReadonlyMap<string, string>;

export interface Import {
  specifier: string;
  /** Counted from 1. */
  line: number;
  /** Path from the repository's root for a relative import, else undefined. */
  target: string | undefined;
}

const generated = [
  'node_modules',
  'dist',
  '.git',
  '.astro',
  '.cache',
  'test-results',
  'playwright-report',
];

export function readTree(root: string): Tree {
  const files = globSync('**/*.{ts,tsx,mjs,astro,mdx}', {
    cwd: root,
    exclude: (file) => generated.includes(path.basename(file)),
  });
  return new Map(
    files
      .sort()
      .map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(root, file), 'utf8')]),
  );
}

/** Static, type-only and dynamic imports and re-exports, also those in the code of `.astro` and `.mdx` files. */
export function importsOf(file: string, text: string): Import[] {
  return scriptsIn(file, text).flatMap((script) =>
    ts.preProcessFile(script.text, true, true).importedFiles.map(({ fileName, pos }) => ({
      specifier: fileName,
      line: script.line + lineAt(script.text, pos) - 1,
      target: fileName.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), fileName.replace(/[?#].*$/, ''))
        : undefined,
    })),
  );
}

/** Line of a position in a text, counted from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

export function isTest(file: string): boolean {
  return file.startsWith('tests/') || /\.(test|spec)\.tsx?$/.test(file);
}

interface Script {
  text: string;
  /** Where it starts in the file, counted from 1. */
  line: number;
}

function scriptsIn(file: string, text: string): Script[] {
  if (file.endsWith('.astro'))
    return [
      ...matches(text, /^---\n(.*?)^---/ms),
      ...matches(text, /<script[^>]*>(.*?)<\/script>/gs),
    ];
  // In MDX only a line that starts with the word is an import, and what stands in a code fence is an example.
  if (file.endsWith('.mdx')) return [{ text: importLines(text), line: 1 }];
  return [{ text, line: 1 }];
}

function matches(text: string, pattern: RegExp): Script[] {
  const all = pattern.global
    ? [...text.matchAll(pattern)]
    : [pattern.exec(text)].filter((match) => match !== null);
  return all.map((match) => {
    const code = match[1] ?? '';
    return { text: code, line: lineAt(text, match.index + match[0].indexOf(code)) };
  });
}

function importLines(text: string): string {
  let fenced = false;
  let importing = false;
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
      if (!fenced && /^import\s/.test(line)) importing = true;
      const kept = importing ? line : '';
      // The specifier ends an import, also one that is spread over lines.
      if (/['"]/.test(kept)) importing = false;
      return kept;
    })
    .join('\n');
}
