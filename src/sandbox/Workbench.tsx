/** A sandbox with everything in it. Browser-safe. */
import { SandpackProvider } from '@codesandbox/sandpack-react/unstyled';
import { useEffect, useState } from 'react';
import type { EditsStorage } from './allowed-storage.ts';
import { Bench } from './Bench.tsx';
import { entryOf, type Files, type SandboxDescription } from './description.ts';
import { fetchAhead } from './frame/fetched-later.tsx';
import { recordingText } from './recorded/recording-text.ts';

/** Sandpack draws the editor; what runs the files, and when, is ours. */
const options = { autorun: false, autoReload: false, initMode: 'immediate' } as const;
/** Without a setup of its own, Sandpack adds the files of a template. */
const setup = { dependencies: {}, environment: 'parcel' } as const;

interface WorkbenchProps {
  description: SandboxDescription;
  /** Where the reader's edits are kept; undefined when they are not. */
  storage: EditsStorage | undefined;
}

/** For another sandbox it must be made anew, with another `key`. */
export function Workbench({ description, storage }: WorkbenchProps) {
  // Sandpack's own copy is what its editor stands on; the reader's files are kept by the bench.
  const [files] = useState(() => filesForSandpack(description.files));
  const { recording } = description;
  useEffect(() => fetchAhead(recording ? [() => recordingText(recording)] : []), [recording]);
  return (
    <SandpackProvider files={files} customSetup={setup} options={options}>
      <Bench description={description} storage={storage} />
    </SandpackProvider>
  );
}

/** Sandpack throws when it finds no entry, or cannot read the package.json: so it gets one that says the entry. */
function filesForSandpack(files: Files): Record<string, string> {
  return { ...files, '/package.json': JSON.stringify({ main: entryOf(files) }) };
}
