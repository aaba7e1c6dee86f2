/** The Code panel: tabs of files, the files, and a line that says how the keyboard works. Browser-safe. */
import type { ReactNode } from 'react';
import { nameOf } from '../description.ts';
import type { EditingMode } from '../editor/editing-mode.ts';
import { type Tab, Tabs } from '../frame/Tabs.tsx';
import { commandKey } from '../shortcuts.ts';

export const hintIdOf = (idPrefix: string): string => `${idPrefix}-hint`;

interface FileTabsProps {
  idPrefix: string;
  paths: readonly string[];
  active: string;
  /** Files that get a mark, and what the mark means. */
  marked: readonly string[];
  mark: string;
  onSelect: ((path: string) => void) | undefined;
}

export function FileTabs({ idPrefix, paths, active, marked, mark, onSelect }: FileTabsProps) {
  const tabs = paths.map((path): Tab => {
    const badge = marked.includes(path) && (
      <span className="code-mark">
        <span className="sandbox-hidden"> {mark}</span>
      </span>
    );
    return { id: path, label: nameOf(path), badge };
  });
  return (
    <Tabs
      className="code-tabs"
      label="Files"
      tabs={tabs}
      active={active}
      idPrefix={`${idPrefix}-file-tab`}
      panelPrefix={`${idPrefix}-file`}
      onSelect={onSelect}
    />
  );
}

interface CodeFileProps {
  idPrefix: string;
  path: string;
  shown: boolean;
  children: ReactNode;
}

export function CodeFile({ idPrefix, path, shown, children }: CodeFileProps) {
  return (
    <div
      className="code-file"
      id={`${idPrefix}-file${path}`}
      role="tabpanel"
      aria-labelledby={`${idPrefix}-file-tab${path}`}
      hidden={!shown}
      data-name={nameOf(path)}
    >
      {children}
    </div>
  );
}

interface CodeStatusProps {
  idPrefix: string;
  status: string;
  /** Words of the button that takes something back; undefined when there is nothing to take back. */
  undoName: string | undefined;
  mode: EditingMode;
  onUndo(): void;
  onMode(mode: EditingMode): void;
}

/** Escape moves the focus here: from here, Tab goes on to what follows the editor. */
export function CodeStatus(props: CodeStatusProps) {
  const { idPrefix, status, undoName, mode, onUndo, onMode } = props;
  return (
    <div className="code-status" tabIndex={-1}>
      <span className="code-status-text">{status}</span>
      <span className="code-hint" id={hintIdOf(idPrefix)}>
        <span className="hint-leave">
          <kbd>Esc</kbd> leaves the editor
        </span>
        <span className="hint-leave-full">
          <kbd>Esc</kbd> leaves full screen
        </span>
        <span>
          <kbd>Tab</kbd> indents once you have typed
        </span>
        <span>
          <kbd>{commandKey()}</kbd> <kbd>Enter</kbd> runs
        </span>
      </span>
      <span className="code-status-buttons">
        {undoName && (
          <button type="button" onClick={onUndo}>
            {undoName}
          </button>
        )}
        <button
          type="button"
          aria-pressed={mode === 'plain'}
          title="A plain text box, for screen readers and dictation"
          onClick={() => onMode(mode === 'plain' ? 'rich' : 'plain')}
        >
          Plain text
        </button>
      </span>
    </div>
  );
}
