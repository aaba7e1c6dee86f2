/**
 * What a sandbox is: `Sandbox.astro` writes it into the page as JSON, the workbench reads it.
 * Browser-safe.
 */

import type { FaultName } from '../../sandbox-server/wire/fault-requests.ts';
import { entryPaths } from '../runner/document/entry.ts';

/** Paths such as `/index.ts`, each with the text of its file. */
export type Files = Readonly<Record<string, string>>;

export interface SandboxDescription {
  /** The lesson's folder and the part, such as `04-the-event-stream-format/by-hand`: the reader's edits are kept under it. */
  key: string;
  title: string;
  /** What the reader starts from. */
  files: Files;
  /** The files of the solution that differ from `files` or are new. Empty when the sandbox has no solution. */
  solution: Files;
  /** Path of the file that is shown first. */
  open: string;
  /** Whether the reader can look and run, but not edit. */
  readOnly: boolean;
  /** Whether it runs beside other sandboxes of the page: starting it stops none, and none stops it. */
  alongside: boolean;
  /** Whether the reader's connections can be cut from its toolbar. */
  plug?: boolean;
  /** The faults that the lesson offers; all when undefined. */
  faults?: readonly FaultName[];
  /** The words of its checks, in order; undefined when it has none. */
  checks?: readonly string[];
  /** What the files are of, when it is not the lesson: said where the reader's code is told apart from them. */
  source?: 'starting point' | 'link' | 'original';
  /** Key that a link to the code names; `key` when undefined. */
  linkKey?: string;
  /** Whether the reader may add, rename and delete files. */
  arrangeable?: boolean;
  /** Where a recording of its solution's wire is; undefined when there is none. */
  recording?: string;
  /** Path of the runner's page on the runner's origin. */
  runnerPage: string;
}

/** `/styles.css` → `styles.css`: how a path is shown to the reader. */
export function nameOf(path: string): string {
  return path.replace(/^\//, '');
}

/** The prefix of all element ids of one sandbox, unique on a page. */
export function idPrefixOf(key: string): string {
  return `sandbox-${key.replace(/[^a-z0-9]+/gi, '-')}`;
}

/** The file that a run starts with; undefined when there is nothing to run. */
export function entryOf(files: Files): string | undefined {
  return entryPaths.find((path) => path in files);
}
