/** Replaces what is kept of a sandbox that is not open. Browser-safe. */

import type { EditsStorage } from './allowed-storage.ts';
import { ReaderFiles } from './code/reader-files.ts';
import type { Files, SandboxDescription } from './description.ts';
import { newEditsId } from './edits-id.ts';
import { type Replacement, storageKeyOf } from './saved-edits.ts';

/**
 * What was kept before can be brought back when the sandbox is opened.
 * @returns Whether the browser had room for that; if not, all is as before.
 */
export function replaceEdits(
  storage: EditsStorage,
  { key, files: original }: Pick<SandboxDescription, 'key' | 'files'>,
  files: Files,
  replacedBy: Replacement,
): boolean {
  const reader = new ReaderFiles({ storage, key, original, newId: newEditsId });
  const before = storage.getItem(storageKeyOf(key));
  reader.replace(files, replacedBy);
  const { keeping } = reader.state();
  if (keeping === 'kept' || (keeping === 'without-earlier' && before === null)) return true;
  if (before !== null) storage.setItem(storageKeyOf(key), before);
  return false;
}
