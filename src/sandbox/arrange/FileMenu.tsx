/** The menu with which a reader adds, renames and deletes files. Browser-safe. */
import type { Code } from '../code/use-code.ts';
import { nameOf } from '../description.ts';
import { Menu } from '../share/Menu.tsx';
import { problemWithName, withFile, withoutFile, withRenamed } from './arrange.ts';

interface FileMenuProps {
  idPrefix: string;
  code: Pick<Code, 'mine' | 'active' | 'compared' | 'arrange'>;
  /** A new file is there to be written: called when it is shown. */
  onNew(): void;
}

export function FileMenu({ idPrefix, code, onNew }: FileMenuProps) {
  const { mine, active } = code;
  const name = nameOf(active);

  async function add(): Promise<void> {
    const { askForName } = await import('./ask-for-name.ts');
    const chosen = await askForName({
      heading: 'New file',
      action: 'Add',
      name: '',
      problemWith: (candidate) => problemWithName(mine, candidate),
    });
    if (chosen === undefined) return;
    code.arrange(withFile(mine, chosen), `/${chosen}`);
    onNew();
  }

  async function rename(): Promise<void> {
    const { askForName } = await import('./ask-for-name.ts');
    const chosen = await askForName({
      heading: `Rename ${name}`,
      action: 'Rename',
      name,
      problemWith: (candidate) => problemWithName(mine, candidate, active),
    });
    if (chosen === undefined || chosen === name) return;
    code.arrange(withRenamed(mine, active, chosen), `/${chosen}`);
  }

  function remove(): void {
    const paths = Object.keys(mine);
    const next = paths[paths.indexOf(active) - 1] ?? paths.find((path) => path !== active);
    if (next !== undefined) code.arrange(withoutFile(mine, active), next);
  }

  const isLast = Object.keys(mine).length < 2;

  return (
    <Menu
      id={`${idPrefix}-files`}
      label="Files"
      disabled={code.compared !== undefined}
      items={[
        { label: 'New file', act: add },
        { label: `Rename ${name}`, act: rename },
        {
          label: `Delete ${name}`,
          does: isLast ? 'The last file stays' : 'Can be undone',
          able: !isLast,
          act: remove,
        },
      ]}
    />
  );
}
