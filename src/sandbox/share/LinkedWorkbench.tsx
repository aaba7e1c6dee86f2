/** A sandbox's workbench; with the code of a link in it, when the page's address brings some for this sandbox. Browser-safe. */
import { useRef, useState } from 'react';
import { localStorageIfAllowed, sessionStorageIfAllowed } from '../allowed-storage.ts';
import type { SandboxDescription } from '../description.ts';
import { replaceEdits } from '../replace-edits.ts';
import { differencesOf, readEdits } from '../saved-edits.ts';
import { Workbench } from '../Workbench.tsx';
import { LinkProblemNotice, SharedNotice } from './SharedNotice.tsx';
import { presentFiles, sharedDescription } from './shared-description.ts';
import { useLink } from './use-link.ts';

export function LinkedWorkbench({ description }: { description: SandboxDescription }) {
  const { key, files, source = 'lesson' } = description;
  const { arrived, leave } = useLink(key);
  const [kept] = useState(localStorageIfAllowed);
  const [passing] = useState(sessionStorageIfAllowed);
  const [said, say] = useState('');
  const [problem, setProblem] = useState('');
  const box = useRef<HTMLDivElement>(null);

  const shared = arrived?.shared && sharedDescription(description, arrived.shared.files);
  const hasEdits = kept !== undefined && readEdits(kept, key, files) !== undefined;
  const canKeep = kept !== undefined && !description.readOnly;

  const done = (what: string): void => {
    leave();
    setProblem('');
    say(what);
    // The button that was pressed goes.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.code-status')?.focus());
  };
  const keep = (): void => {
    if (!shared || !kept) return;
    if (replaceEdits(kept, description, presentFiles(passing, shared), 'link')) {
      done('The code is yours now.');
    } else {
      setProblem('This browser has no room to keep it. Delete something first, or download it.');
    }
  };

  return (
    <div className="shared-frame" ref={box}>
      {shared && (
        <SharedNotice
          whose={
            differencesOf(shared.files, files).length === 0
              ? `It is the ${source}’s, unchanged.`
              : `It is not yours, and not the ${source}’s.`
          }
          own={ownCode(hasEdits, canKeep)}
          backName={hasEdits ? 'Back to mine' : `Back to the ${source}’s code`}
          onKeep={canKeep ? keep : undefined}
          onBack={() => done('This is your own code.')}
        />
      )}
      {problem && (
        <p className="shared" role="alert">
          {problem}
        </p>
      )}
      {arrived?.problem && (
        <LinkProblemNotice {...arrived.problem} onClose={() => done('This is your own code.')} />
      )}
      {shared ? (
        <Workbench key={shared.key} description={shared} storage={passing} />
      ) : (
        <Workbench key={key} description={description} storage={kept} />
      )}
      <p className="sandbox-hidden" role="status">
        {shared ? 'This code came with a link.' : said}
      </p>
    </div>
  );
}

function ownCode(hasEdits: boolean, canKeep: boolean): string {
  if (!hasEdits) return '';
  if (!canKeep) return 'Your own code of this sandbox is as you left it.';
  return 'Your own code of this sandbox is as you left it. Should you keep this, yours can be brought back with one button.';
}
