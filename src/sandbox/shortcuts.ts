/** The list of keyboard shortcuts, opened with `?`. Browser-safe. */

const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The key that is held for commands, as it is written on this machine's keyboard. */
export const commandKey = (): string => (isApple() ? '⌘' : 'Ctrl');

function shortcuts(): [keys: string[], meaning: string][] {
  return [
    [[commandKey(), 'Enter'], 'Run the code, from anywhere in a sandbox'],
    [[commandKey(), 'Shift', 'Enter'], 'Check the code, where a sandbox has checks'],
    [['Esc'], 'Leave the editor; close a record of the wire; in full screen, leave that'],
    [['Tab'], 'In the editor: go on, until you have typed; then indent'],
    [['←', '→'], 'Choose a tab, when one has the focus'],
    [['↑', '↓', 'Enter'], 'In the wire: go from record to record, and show its bytes'],
    [[commandKey(), 'Z'], 'Undo an edit'],
    [
      ['←', '→', '↑', '↓'],
      'On the line between two panels: move it; Home and End as far as it goes',
    ],
    [['F'], 'In a sandbox: full screen, and back, unless you are typing'],
    [['?'], 'Show this list, unless you are typing'],
  ];
}

let dialog: HTMLDialogElement | undefined;

export function showShortcuts(): void {
  dialog ??= createDialog();
  if (!dialog.open) dialog.showModal();
}

/** Opens the list on `?` wherever the reader is not typing. */
export function listenForShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(typing)) return;
    event.preventDefault();
    showShortcuts();
  });
}

/** Where keys are text. */
export const typing = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

function createDialog(): HTMLDialogElement {
  const created = document.createElement('dialog');
  created.className = 'sandbox-shortcuts not-content';
  created.setAttribute('aria-labelledby', 'sandbox-shortcuts-title');
  const title = document.createElement('h2');
  title.id = 'sandbox-shortcuts-title';
  title.textContent = 'Keyboard shortcuts';
  const list = document.createElement('dl');
  for (const [keys, meaning] of shortcuts()) {
    const term = document.createElement('dt');
    keys.forEach((key, index) => {
      if (index > 0) term.append(' ');
      const cap = document.createElement('kbd');
      cap.textContent = key;
      term.append(cap);
    });
    const description = document.createElement('dd');
    description.textContent = meaning;
    list.append(term, description);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => created.close());
  created.append(title, list, close);
  document.body.append(created);
  return created;
}
