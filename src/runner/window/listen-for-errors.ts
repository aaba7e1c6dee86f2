/** Hears of every exception that a run's code does not catch. Browser-safe. */
import type { Thrown } from './error-place.ts';
import type { RunWindow } from './run-window.ts';

export function listenForErrors(window: RunWindow, report: (thrown: Thrown) => void): void {
  window.addEventListener('error', (event) => {
    const { error, message, filename, lineno, colno } = event;
    // A script element that could not be loaded: the security policy says why.
    if (!('lineno' in event)) return;
    report({
      error,
      message: message.replace(/^Uncaught /, ''),
      script: filename,
      line: lineno,
      column: colno,
    });
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    report({ error: reason, message: `A promise was rejected with ${shown(reason)}` });
  });
}

function shown(reason: unknown): string {
  try {
    return typeof reason === 'string' ? JSON.stringify(reason) : String(reason);
  } catch {
    return 'an object';
  }
}
