/** Replaces what is kept of a sandbox that is not open. Browser-safe. */

import type { EditsStorage } from './allowed-storage.ts';
import { ReaderFiles } from './code/reader-files.ts';
import type { Files, SandboxDescription } from './description.ts';
import { newEditsId } from './edits-id.ts';
import type { Replacement } from './saved-edits.ts';

/** What was kept before can be brought back when the sandbox is opened. */
export function replaceEdits(
  storage: EditsStorage,
  { key, files: original }: SandboxDescription,
  files: Files,
  replacedBy: Replacement,
): void {
  new ReaderFiles({ storage, key, original, newId: newEditsId }).replace(files, replacedBy);
}
