// Browser only: on paper a sandbox is its code, and a recorded run. The editor draws only the lines that are in view, so it cannot be printed.

import { nameOf, type SandboxDescription } from '../sandbox/description.ts';

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function printable(sandbox: Element): HTMLElement | undefined {
  const json = sandbox.querySelector('script[type="application/json"]')?.textContent;
  if (!json) return undefined;
  const { title, files, open } = JSON.parse(json) as SandboxDescription;
  const section = element('section', 'printed-code', '');
  section.append(element('p', 'printed-title', title));
  const paths = Object.keys(files).sort(
    (one, other) => Number(other === open) - Number(one === open),
  );
  for (const path of paths) {
    section.append(
      element('p', 'printed-name', nameOf(path)),
      element('pre', '', files[path] ?? ''),
    );
  }
  const run = sandbox.querySelector<HTMLTemplateElement>('template[data-printed-run]');
  if (run) section.append(run.content.cloneNode(true));
  return section;
}

addEventListener('beforeprint', () => {
  for (const sandbox of document.querySelectorAll('duplex-sandbox:not(:has(.printed-code))')) {
    const section = printable(sandbox);
    if (section) sandbox.append(section);
  }
});
