/** The menu behind the button More: what a reader can do with the code besides running it. Browser-safe. */
import { Menu, type MenuItem } from './Menu.tsx';
import type { Shareable } from './shareable.ts';

interface MoreMenuProps {
  /** Prefix of the sandbox's element ids. */
  idPrefix: string;
  /** What the menu is about, at the moment when an item is chosen; undefined until the workbench is there. */
  code: (() => Shareable) | undefined;
}

export function MoreMenu({ idPrefix, code }: MoreMenuProps) {
  return (
    <Menu
      id={`${idPrefix}-more`}
      label="More"
      items={code ? itemsFor(code) : []}
      disabled={code === undefined}
    />
  );
}

function itemsFor(code: () => Shareable): MenuItem[] {
  return [
    {
      label: 'Share link',
      does: 'The code itself, in a link',
      act: async () => (await import('./actions.ts')).shareLink(code()),
    },
    {
      label: 'Download',
      does: 'A folder that runs with Node alone',
      act: async () => (await import('./actions.ts')).downloadFolder(code()),
    },
    {
      label: 'Open in playground',
      does: 'A copy to go on with',
      act: async () => (await import('./actions.ts')).openInPlayground(code()),
    },
  ];
}
