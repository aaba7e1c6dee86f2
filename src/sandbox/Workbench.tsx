/** A sandbox with everything in it. Browser-safe. */
import { SandpackProvider } from '@codesandbox/sandpack-react/unstyled';
import { useState } from 'react';
import { Bench } from './Bench.tsx';
import type { SandboxDescription } from './description.ts';
import { restoreEdits } from './saved-edits.ts';

/** Browsers throw at the mere mention of a storage that the reader has forbidden. */
function localStorageIfAllowed(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** Sandpack keeps the files and draws the editor; what runs them, and when, is ours. */
const options = { autorun: false, autoReload: false, initMode: 'immediate' } as const;
/** Without a setup of its own, Sandpack adds the files of a template. */
const setup = { entry: '/index.ts', dependencies: {}, environment: 'parcel' } as const;

export function Workbench({ description }: { description: SandboxDescription }) {
  // Sandpack forgets the reader's edits when it is given other files, even equal ones.
  const [{ storage, restored }] = useState(() => {
    const allowed = localStorageIfAllowed();
    const none = { files: description.files, outdated: false };
    const saved = allowed && !description.readOnly;
    return {
      storage: allowed,
      restored: saved ? restoreEdits(allowed, description.key, description.files) : none,
    };
  });
  const [files] = useState(() => ({ ...restored.files }));
  return (
    <SandpackProvider files={files} customSetup={setup} options={options}>
      <Bench description={description} storage={storage} outdated={restored.outdated} />
    </SandpackProvider>
  );
}
