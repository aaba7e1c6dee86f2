/** Browser-safe. */
import '../sandbox/crypto-guard.ts';
import { createRoot } from 'react-dom/client';
import { listenForShortcuts } from '../sandbox/shortcuts.ts';
import { OwnSandboxes } from './OwnSandboxes.tsx';

export function mount(element: HTMLElement, runnerPage: string): void {
  listenForShortcuts();
  createRoot(element).render(<OwnSandboxes runnerPage={runnerPage} />);
}
