/** Puts the workbench in the place of a sandbox's readable code. Browser-safe. */
import './crypto-guard.ts';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { SandboxDescription } from './description.ts';
import { LinkedWorkbench } from './share/LinkedWorkbench.tsx';
import { listenForShortcuts } from './shortcuts.ts';

listenForShortcuts();

/** @param element A `<duplex-sandbox>` as `Sandbox.astro` writes it. */
export function mount(element: HTMLElement): void {
  const host = element.querySelector('.sandbox-host');
  const json = element.querySelector('script[type="application/json"]')?.textContent;
  if (!host || !json) throw new Error('This is not a sandbox: Sandbox.astro writes them.');
  const description = JSON.parse(json) as SandboxDescription;

  const scrolled = host.querySelector('.code-file:not([hidden]) .code-static')?.scrollTop ?? 0;
  const focused = host.contains(document.activeElement);

  const workbench = document.createElement('div');
  workbench.className = 'sandbox-host';
  const root = createRoot(workbench);
  // All at once, so that no frame is painted without code.
  flushSync(() => root.render(<LinkedWorkbench description={description} />));
  host.replaceWith(workbench);

  const scroller = workbench.querySelector('.cm-scroller');
  if (scroller) scroller.scrollTop = scrolled;
  if (focused) workbench.querySelector<HTMLElement>('.cm-content')?.focus({ preventScroll: true });
}
