/** The files of the Code panel in their editors, with what there is to say about them. Browser-safe. */
import { useMemo, useRef } from 'react';
import type { RunError } from '../../runner/protocol.ts';
import { type EditingMode, useEditingMode } from '../editor/editing-mode.ts';
import { FileEditor, type FileEditorProps } from '../editor/FileEditor.tsx';
import type { Place } from '../editor/reveal.ts';
import { fetchedLater } from '../frame/fetched-later.tsx';
import { LazyPanel } from '../frame/LazyPanel.tsx';
import { CodeNotice } from './CodeNotice.tsx';
import { CodeFile, CodeStatus, hintIdOf } from './CodePanel.tsx';
import { noticeOf, statusOf, undoNameOf } from './notices.ts';
import type { Code } from './use-code.ts';

const FileComparison = fetchedLater(() => import('../compare/FileComparison.tsx'));
const PlainEditor = fetchedLater(() => import('../plain/PlainEditor.tsx'));

interface CodeBodyProps {
  idPrefix: string;
  code: Code;
  readOnly: boolean;
  /** What the code was made from, such as `lesson`. */
  source: string;
  errors: readonly RunError[];
  /** Whether `errors` are of the solution. */
  ranSolution: boolean;
  place: Place | undefined;
  onEdit(path: string, code: string): void;
  onLeave(): void;
}

const noErrors: readonly RunError[] = [];
const counterpartNames = { solution: 'Solution', lesson: 'The lesson now' };

export function CodeBody(props: CodeBodyProps) {
  const { idPrefix, code, readOnly, source, errors, ranSolution, place, onEdit, onLeave } = props;
  const { compared, active } = code;
  const [mode, chooseMode] = useEditingMode();
  // An editor is made when its file is first shown, and then stays with its history.
  const visited = useRef(new Set<string>());
  if (!compared) visited.current.add(active);
  const errorsByPath = useMemo(() => Map.groupBy(errors, ({ path }) => path ?? ''), [errors]);
  const errorsOf = (path: string, ofSolution: boolean) =>
    (ofSolution === ranSolution && errorsByPath.get(path)) || noErrors;

  return (
    <>
      <CodeNotice code={code} source={source} onDone={onLeave} />
      <div className="code-files">
        {code.paths.map((path) => (
          <CodeFile key={path} idPrefix={idPrefix} path={path} shown={path === active}>
            {path in code.mine && visited.current.has(path) && (
              <div className="code-version" hidden={compared !== undefined}>
                <Editor
                  mode={mode}
                  path={path}
                  code={code.mine[path] ?? ''}
                  readOnly={readOnly}
                  errors={errorsOf(path, false)}
                  place={!compared && place?.path === path ? place : undefined}
                  hintId={hintIdOf(idPrefix)}
                  onEdit={onEdit}
                  onLeave={onLeave}
                />
              </div>
            )}
            {compared && path === active && (
              <LazyPanel opened>
                <FileComparison
                  path={path}
                  mine={code.mine[path]}
                  other={compared.files[path]}
                  otherName={counterpartNames[compared.with]}
                  mode={mode}
                  errors={errorsOf(path, compared.with === 'solution')}
                  place={place?.path === path ? place : undefined}
                  hintId={hintIdOf(idPrefix)}
                  onLeave={onLeave}
                />
              </LazyPanel>
            )}
          </CodeFile>
        ))}
      </div>
      <CodeStatus
        idPrefix={idPrefix}
        status={statusOf(code, readOnly, source)}
        undoName={undoNameOf(code.undoable)}
        mode={mode}
        onUndo={() => {
          code.undo();
          // The button may go.
          onLeave();
        }}
        onMode={chooseMode}
      />
      <p className="sandbox-hidden" role="status">
        {noticeOf(code, source)}
      </p>
    </>
  );
}

/** In plain text the code is there to read while its text box is fetched. */
function Editor({ mode, ...file }: FileEditorProps & { mode: EditingMode }) {
  if (mode === 'rich') return <FileEditor {...file} />;
  return (
    <LazyPanel opened meanwhile={<pre className="code-static">{file.code}</pre>}>
      <PlainEditor {...file} />
    </LazyPanel>
  );
}
