/** The rules that hold across folders, each a function of one file and the tree that it is in. */
import {
  browserSafe,
  checksKnowTheirApiOnly,
  pagesKnowContractsOnly,
  readersCodeIsSelfContained,
  serverStandsAlone,
  testsAreNotImported,
} from './boundaries.ts';
import {
  lessonsAreUnique,
  reservedNames,
  solutionsAreOverlays,
  topicsAreComplete,
} from './names.ts';
import type { Tree } from './tree.ts';
import { forbiddenWords, noAny, noSilentSkips, shortModules } from './wording.ts';

export interface Finding {
  /** Counted from 1. */
  line: number;
  /** What is wrong and what to do, to be read after the file's name. */
  message: string;
}

export type Rule = (file: string, text: string, tree: Tree) => Finding[];

const rules: Rule[] = [
  browserSafe,
  pagesKnowContractsOnly,
  serverStandsAlone,
  testsAreNotImported,
  readersCodeIsSelfContained,
  checksKnowTheirApiOnly,
  reservedNames,
  topicsAreComplete,
  lessonsAreUnique,
  solutionsAreOverlays,
  shortModules,
  forbiddenWords,
  noAny,
  noSilentSkips,
];

/** Each as `path:line message`, in the order of the tree. */
export function violations(tree: Tree): string[] {
  return [...tree].flatMap(([file, text]) =>
    rules
      .flatMap((rule) => rule(file, text, tree))
      .sort((one, other) => one.line - other.line)
      .map(({ line, message }) => `${file}:${line} ${message}`),
  );
}
