/** The first row of the Code panel: its files and, where they can be arranged, the menu for that. Browser-safe. */
import { lazy, Suspense } from 'react';
import { FileTabs } from './CodePanel.tsx';
import type { Code } from './use-code.ts';

const FileMenu = lazy(() =>
  import('../arrange/FileMenu.tsx').then(({ FileMenu }) => ({ default: FileMenu })),
);

interface CodeHeadProps {
  idPrefix: string;
  code: Code;
  /** Whether the reader may add, rename and delete files. */
  arrangeable: boolean;
  /** Called when a new file is shown. */
  onNew(): void;
}

export function CodeHead({ idPrefix, code, arrangeable, onNew }: CodeHeadProps) {
  const tabs = (
    <FileTabs
      idPrefix={idPrefix}
      paths={code.paths}
      active={code.active}
      marked={code.changed}
      mark={code.compared || code.outdated ? 'differs' : 'edited'}
      onSelect={code.open}
    />
  );
  if (!arrangeable) return tabs;
  return (
    <div className="code-head">
      {tabs}
      <Suspense>
        <FileMenu idPrefix={idPrefix} code={code} onNew={onNew} />
      </Suspense>
    </div>
  );
}
