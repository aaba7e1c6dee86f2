/** The reader's own sandboxes: the one that the address names, the code of a link, or a list of all. Browser-safe. */
import { createElement, useRef, useState } from 'react';
import { sessionStorageIfAllowed } from '../sandbox/allowed-storage.ts';
import type { SandboxDescription } from '../sandbox/description.ts';
import { LinkProblemNotice, SharedNotice } from '../sandbox/share/SharedNotice.tsx';
import type { Shareable } from '../sandbox/share/shareable.ts';
import { openedOf, presentFiles, sharedDescription } from '../sandbox/share/shared-description.ts';
import { useLink } from '../sandbox/share/use-link.ts';
import { Workbench } from '../sandbox/Workbench.tsx';
import { OwnList } from './OwnList.tsx';
import { keyOfOwn, type OwnSandbox } from './own.ts';
import { useOwn } from './use-own.ts';

export function OwnSandboxes({ runnerPage }: { runnerPage: string }) {
  const { shown, all, storage, keep, leave: leavePassing, remove } = useOwn();
  const { arrived, leave } = useLink(undefined);
  const [passing] = useState(sessionStorageIfAllowed);
  const [problem, setProblem] = useState('');
  const box = useRef<HTMLDivElement>(null);

  const code = arrived?.shared ?? shown.passing;
  const shared =
    code && sharedDescription(descriptionOf(code, 'playground/yours', runnerPage), code.files);
  const keepShared = (): void => {
    if (!shared) return;
    leave();
    const kept = keep({ title: shared.title, files: presentFiles(passing, shared) });
    setProblem(
      kept ? '' : 'This browser has no room to keep it. Delete something first, or download it.',
    );
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.code-status')?.focus());
  };

  return (
    <div className="own-sandboxes not-content" ref={box}>
      {arrived?.problem && <LinkProblemNotice {...arrived.problem} onClose={leave} />}
      {problem && (
        <p className="shared" role="alert">
          {problem}
        </p>
      )}
      {shared ? (
        <>
          <SharedNotice
            whose="It is not yours, and not a lesson’s."
            own="What you have made yourself is as you left it."
            backName="Leave it"
            onKeep={storage && keepShared}
            onBack={arrived ? leave : leavePassing}
          />
          <Bench description={shared} storage={passing} />
        </>
      ) : shown.own ? (
        <Bench
          description={{
            ...descriptionOf(shown.own, keyOfOwn(shown.own.id), runnerPage),
            source: 'original',
          }}
          storage={storage}
        />
      ) : (
        !arrived?.problem &&
        shown.missing && (
          <p className="shared">
            This browser has no such sandbox: it was deleted, or made in another browser.
          </p>
        )
      )}
      {!shared && <OwnList all={all} current={shown.own?.id} onDelete={remove} />}
    </div>
  );
}

function descriptionOf(
  { title, files }: Shareable | OwnSandbox,
  key: string,
  runnerPage: string,
): SandboxDescription {
  return {
    key,
    title: title || 'Shared code',
    files,
    solution: {},
    open: openedOf(files),
    readOnly: false,
    alongside: false,
    arrangeable: true,
    runnerPage,
  };
}

interface BenchProps {
  description: SandboxDescription;
  storage: Storage | undefined;
}

/** In the element whose style sheet a sandbox has. */
function Bench({ description, storage }: BenchProps) {
  const { key } = description;
  return createElement(
    'duplex-sandbox',
    { 'data-key': key, style: { '--sandbox-height': '460px' } },
    <div className="sandbox-host">
      <Workbench key={key} description={description} storage={storage} />
    </div>,
  );
}
