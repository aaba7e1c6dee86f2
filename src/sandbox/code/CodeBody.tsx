/** The files of the Code panel in their editors, with what there is to say about them. Browser-safe. */
import { useMemo, useRef } from 'react';
import type { RunError } from '../../runner/protocol.ts';
import { FileEditor, type Place } from '../editor/FileEditor.tsx';
import { CodeFile, CodeStatus, hintIdOf } from './CodePanel.tsx';
import type { Code } from './use-code.ts';

interface CodeBodyProps {
  idPrefix: string;
  code: Code;
  readOnly: boolean;
  /** The reader's edits are of an older version of the lesson. */
  outdated: boolean;
  errors: readonly RunError[];
  /** Whether `errors` are of the solution. */
  ranSolution: boolean;
  place: Place | undefined;
  onEdit(path: string, code: string): void;
  onLeave(): void;
  onUndoReset(): void;
}

const noErrors: readonly RunError[] = [];

export function CodeBody(props: CodeBodyProps) {
  const { idPrefix, code, readOnly, outdated, errors, ranSolution, place } = props;
  const { onEdit, onLeave, onUndoReset } = props;
  const versions = [
    { name: 'mine', files: code.mine, readOnly, shown: !code.showsSolution, ran: !ranSolution },
    {
      name: 'solution',
      files: code.solved,
      readOnly: true,
      shown: code.showsSolution,
      ran: ranSolution,
    },
  ];
  // An editor is made when its file is first shown, and then stays.
  const visited = useRef(new Set<string>());
  const front = versions.find(({ shown }) => shown);
  if (front) visited.current.add(`${front.name}:${code.active}`);
  const errorsByPath = useMemo(() => Map.groupBy(errors, ({ path }) => path ?? ''), [errors]);
  const notice = noticeOf(code, outdated);

  return (
    <>
      {notice && <p className="code-notice">{notice}</p>}
      <div className="code-files">
        {Object.keys(code.solved).map((path) => (
          <CodeFile key={path} idPrefix={idPrefix} path={path} shown={path === code.active}>
            {versions
              .filter(({ name }) => visited.current.has(`${name}:${path}`))
              .map((version) => (
                <div className="code-version" key={version.name} hidden={!version.shown}>
                  <FileEditor
                    path={path}
                    code={version.files[path] ?? ''}
                    readOnly={version.readOnly}
                    errors={(version.ran && errorsByPath.get(path)) || noErrors}
                    place={version.shown && place?.path === path ? place : undefined}
                    hintId={hintIdOf(idPrefix)}
                    onEdit={onEdit}
                    onLeave={onLeave}
                  />
                </div>
              ))}
          </CodeFile>
        ))}
      </div>
      <CodeStatus
        idPrefix={idPrefix}
        status={statusOf(code, readOnly)}
        onUndoReset={code.canUndoReset ? onUndoReset : undefined}
      />
    </>
  );
}

function noticeOf({ showsSolution, changed }: Code, outdated: boolean): string | undefined {
  if (showsSolution) return 'This is the solution. Your own code is kept: press Solution again.';
  if (outdated && changed.length > 0) {
    return 'This lesson has changed since you edited its code. You see your version; Reset brings the new one.';
  }
  return undefined;
}

function statusOf({ showsSolution, changed, kept }: Code, readOnly: boolean): string {
  if (readOnly || showsSolution) return 'Read only';
  if (!kept) return 'Edited. This browser has no room to keep it.';
  return changed.length > 0 ? 'Edited, kept in this browser' : 'As the lesson has it';
}
