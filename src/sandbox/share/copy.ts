/** Puts a text into the clipboard, also where there is no secure context. Browser-safe. */

/** @param field Holds the text; selected, so that the reader can copy it by hand. */
export function copyFrom(field: HTMLInputElement): Promise<boolean> {
  field.focus();
  field.select();
  return copySelected(field.value);
}

/** @param element Contains the text; selected, so that the reader can copy it by hand. */
export function copyTextOf(element: HTMLElement): Promise<boolean> {
  getSelection()?.selectAllChildren(element);
  return copySelected(element.textContent);
}

async function copySelected(text: string): Promise<boolean> {
  // Not there on http://<address in the local network>.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // The browser asked the reader, or has a policy: the older way needs neither.
  }
  return document.execCommand('copy');
}
