/** What of a sandbox's code is worth its paper. Browser-safe. */
import { entryOf, type SandboxDescription } from '../description.ts';

interface PrintedFiles {
  /** Paths of the files that are printed, the one that is shown first at the top. */
  shown: string[];
  /** Paths of those that are named only. */
  named: string[];
}

/** The file that is shown first, what the run starts with, and what the solution changes: the rest is how it looks. */
export function printedFiles({
  files,
  solution,
  open,
}: Pick<SandboxDescription, 'files' | 'solution' | 'open'>): PrintedFiles {
  const entry = entryOf(files);
  const matters = (path: string) => path === open || path === entry || path in solution;
  const paths = Object.keys(files);
  return {
    shown: [open, ...paths.filter((path) => path !== open && matters(path))],
    named: paths.filter((path) => !matters(path)),
  };
}
