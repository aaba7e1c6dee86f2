/** One file in Sandpack's editor. It stays mounted while other files are shown, and so keeps its undo history. */

import type { EditorView } from '@codemirror/view';
import { CodeEditor } from '@codesandbox/sandpack-react/unstyled';
import { memo, useEffect, useRef, useState } from 'react';
import type { RunError } from '../../runner/protocol.ts';
import { nameOf } from '../description.ts';
import { showErrors } from './error-marks.ts';
import { editorExtensions } from './extensions.ts';
import { type Place, show } from './reveal.ts';

export interface FileEditorProps {
  path: string;
  code: string;
  readOnly: boolean;
  errors: readonly RunError[];
  place: Place | undefined;
  hintId: string;
  /** Must not change while the editor is there, like `onLeave`. */
  onEdit(path: string, code: string): void;
  onLeave(): void;
}

export const FileEditor = memo(function FileEditor(props: FileEditorProps) {
  const { path, code, readOnly, errors, place, hintId, onEdit, onLeave } = props;
  const view = useRef<EditorView>(null);
  const [extensions] = useState(() =>
    editorExtensions({
      name: nameOf(path),
      hintId,
      readOnly,
      ready: (created) => {
        view.current = created;
      },
      leave: onLeave,
    }),
  );

  useEffect(() => {
    view.current?.dispatch({ effects: showErrors.of(errors) });
  }, [errors]);

  useEffect(() => {
    if (!place || !view.current) return;
    show(view.current, place);
    view.current.focus();
  }, [place]);

  return (
    <CodeEditor
      code={code}
      filePath={path}
      initMode="immediate"
      showLineNumbers
      // Sandpack focuses an editor that it believes to be dirty when it appears.
      editorState="pristine"
      extensions={extensions}
      onCodeUpdate={(changed) => onEdit(path, changed)}
    />
  );
});
