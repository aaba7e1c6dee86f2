/** A sandbox whose code came with a link, until the reader has decided about it. Browser-safe. */
import { entryOf, type Files, type SandboxDescription } from '../description.ts';
import { fingerprintOf, readEdits } from '../saved-edits.ts';

/** It has a key of its own: what the reader tries out with the code is kept apart from the reader's. */
export function sharedDescription(base: SandboxDescription, files: Files): SandboxDescription {
  // What is not the lesson's code is not judged as an answer to it, and has no recording.
  const { checks: _checks, recording: _recording, ...rest } = base;
  return {
    ...rest,
    key: `${base.key}/link-${fingerprintOf(files)}`,
    linkKey: base.linkKey ?? base.key,
    source: 'link',
    files,
    solution: {},
    open: openedOf(files),
    readOnly: false,
  };
}

/** The file that is shown first. */
export function openedOf(files: Files): string {
  if ('/index.ts' in files) return '/index.ts';
  return entryOf(files) ?? Object.keys(files)[0] ?? '/index.ts';
}

/** The shared code with what the reader has changed in it. */
export function presentFiles(
  storage: Pick<Storage, 'getItem'> | undefined,
  { key, files }: SandboxDescription,
): Files {
  return (storage && readEdits(storage, key, files)?.files) ?? files;
}
