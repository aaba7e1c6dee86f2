/** Who may import whom. */
import { isBuiltin } from 'node:module';
import type { Rule } from './rules.ts';
import { type Import, importsOf, isTest, type Tree } from './tree.ts';

/** What the runner offers to readers' code beside the sandbox's own files. */
const offered = ['eventsource-parser', '@msgpack/msgpack'];

/** A file is browser-safe by its reserved name, or because the comment that it opens with says so. */
function isBrowserSafe(file: string, tree: Tree): boolean {
  if (/(^|\/)contract\.ts$/.test(file)) return true;
  const opening = /^(?:\s*\/\/[^\n]*\n)+|^\s*\/\*\*.*?\*\//s.exec(tree.get(file) ?? '')?.[0];
  return /browser-safe/i.test(opening ?? '');
}

export const browserSafe: Rule = (file, _text, tree) => {
  if (isTest(file) || !isBrowserSafe(file, tree)) return [];
  const onServer = within(file, 'sandbox-server');
  return imports(file, tree).flatMap(({ specifier, line, target }) => {
    if (isBuiltin(specifier)) {
      return [
        {
          line,
          message: `is browser-safe, and "${specifier}" exists only in Node. Move what needs it into a file beside this one that is not browser-safe.`,
        },
      ];
    }
    if (!onServer) return [];
    if (target === undefined) {
      return specifier === 'zod' || specifier.startsWith('zod/')
        ? []
        : [{ line, message: `is browser-safe and may import Zod alone, not "${specifier}".` }];
    }
    return isBrowserSafe(target, tree)
      ? []
      : [
          {
            line,
            message: `is browser-safe, and ${target} is not. Let that file say "Browser-safe" in its first line if it is, or import it elsewhere.`,
          },
        ];
  });
};

export const pagesKnowContractsOnly: Rule = (file, _text, tree) => {
  if (isTest(file) || !(within(file, 'src') || within(file, 'content'))) return [];
  return imports(file, tree)
    .filter(
      ({ target }) =>
        target !== undefined && within(target, 'sandbox-server') && !isBrowserSafe(target, tree),
    )
    .map(({ line, target }) => ({
      line,
      message: `imports server code, ${target}. Pages and lessons know topics by their contracts: import sandbox-server/topics/<name>/contract.ts.`,
    }));
};

export const serverStandsAlone: Rule = (file, _text, tree) => {
  if (isTest(file) || !within(file, 'sandbox-server')) return [];
  return imports(file, tree)
    .filter(
      ({ target }) => target !== undefined && (within(target, 'src') || within(target, 'content')),
    )
    .map(({ line, target }) => ({
      line,
      message: `imports ${target}. The live server knows neither pages nor lessons: move what both need into a browser-safe file under sandbox-server/.`,
    }));
};

export const testsAreNotImported: Rule = (file, _text, tree) => {
  // Configuration at the root belongs to the tests as much as to anything.
  if (isTest(file) || !file.includes('/')) return [];
  return imports(file, tree)
    .filter(({ target }) => target !== undefined && isTest(target))
    .map(({ line, target }) => ({
      line,
      message: `imports ${target}, which belongs to the tests. Move what both need out of it.`,
    }));
};

export const readersCodeIsSelfContained: Rule = (file, _text, tree) => {
  const root = /^content\/(?:lessons\/[^/]+\/(?:sandbox|solution)|playground\/[^/]+)\//.exec(
    file,
  )?.[0];
  if (!root) return [];
  return imports(file, tree)
    .filter(({ specifier, target }) => !(target?.startsWith(root) ?? offered.includes(specifier)))
    .map(({ line, specifier }) => ({
      line,
      message: `imports "${specifier}", which a run does not have. A sandbox's files import each other and ${offered.join(', ')}.`,
    }));
};

/** What a lesson's checks are written with. */
const checksApi = 'src/sandbox/checks/api.ts';

export const checksKnowTheirApiOnly: Rule = (file, _text, tree) => {
  if (!/^content\/lessons\/[^/]+\/checks\.ts$/.test(file)) return [];
  const folder = file.replace(/checks\.ts$/, '');
  return imports(file, tree)
    .filter(
      ({ target }) =>
        !(
          target === checksApi ||
          target?.startsWith('src/composer/') ||
          (target?.startsWith(folder) && !target.includes('/solution/')) ||
          /^sandbox-server\/(.*\/)?contract\.ts$/.test(target ?? '')
        ),
    )
    .map(({ line, specifier }) => ({
      line,
      message: `imports "${specifier}". A lesson's checks import ${checksApi}, contracts, the composer, and files of their lesson apart from the solution.`,
    }));
};

function within(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

function imports(file: string, tree: Tree): Import[] {
  return importsOf(file, tree.get(file) ?? '');
}
