/** The dialogue with a link to copy, or with the reason why there is none. Browser-safe. */
import { copyFrom } from './copy.ts';

export function showLink(url: string): void {
  const field = element('input', { readOnly: true, value: url, id: 'share-link' });
  const label = element('label', { htmlFor: field.id, textContent: 'Link' });
  const status = element('p', { role: 'status', className: 'share-status' });
  const copy = element('button', { type: 'button', textContent: 'Copy', className: 'share-copy' });
  const size = `${url.length.toLocaleString('en')} characters`;
  status.textContent = size;
  copy.addEventListener('click', async () => {
    status.textContent = (await copyFrom(field))
      ? 'Copied.'
      : 'This browser does not let a page copy. The link is selected: copy it with the keyboard or the menu.';
  });
  field.addEventListener('focus', () => field.select());

  const row = element('div', { className: 'share-row' });
  row.append(field, copy);
  const here = /^(localhost|127\.|\[::1\])/.test(window.location.hostname);
  show('Share this code', [
    paragraph(
      'The code is in the link itself: no server keeps it. Whoever opens the link sees it marked as shared, and it runs only when they press Run.',
    ),
    label,
    row,
    status,
    ...(here ? [paragraph(onlyHere(), 'share-note')] : []),
  ]);
  field.focus();
}

export function showProblem(message: string, help: string): void {
  show('There is no link', [paragraph(message), paragraph(help)]);
}

function onlyHere(): string {
  return `It leads to ${window.location.hostname}, which is this machine. For others, open this page by the machine’s address in your network first.`;
}

function show(heading: string, contents: readonly Node[]): void {
  const dialog = element('dialog', { className: 'share-dialog not-content' });
  const title = element('h2', { id: 'share-title', textContent: heading });
  dialog.setAttribute('aria-labelledby', title.id);
  const close = element('button', { type: 'button', textContent: 'Close' });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(title, ...contents, close);
  document.body.append(dialog);
  dialog.showModal();
}

function paragraph(text: string, className = ''): HTMLParagraphElement {
  return element('p', { textContent: text, className });
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
