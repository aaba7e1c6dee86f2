/** Tells the reader in the console what the security policy has refused, and why. Browser-safe. */
import type { RunWindow } from './run-window.ts';

type Violation = Pick<SecurityPolicyViolationEvent, 'effectiveDirective' | 'blockedURI'>;

export function explainViolations(
  { document }: RunWindow,
  live: string,
  say: (message: string) => void,
): void {
  const said = new Set<string>();
  document.addEventListener('securitypolicyviolation', (violation) => {
    const message = explanation(violation, live);
    // Each of the policies of a document tells of it, at once.
    if (said.has(message)) return;
    said.add(message);
    setTimeout(() => said.delete(message));
    say(message);
  });
}

export function explanation({ effectiveDirective, blockedURI }: Violation, live: string): string {
  const what = blockedURI.split('?')[0];
  switch (effectiveDirective) {
    case 'connect-src':
      return `The connection to ${what} was refused. Code in a sandbox talks to its live server alone, ${live}: use a relative address such as "sse/clock".`;
    case 'script-src-elem':
    case 'script-src-attr':
    case 'script-src':
      return ['inline', 'eval'].includes(blockedURI)
        ? 'Code in an attribute such as onclick, or in eval, was not run. Write it in a file, and use addEventListener.'
        : `The script ${what} was not loaded. A sandbox runs its own files alone: add it as one.`;
    case 'frame-src':
    case 'object-src':
      return `The frame ${what} was not loaded. A sandbox shows no other pages.`;
    case 'worker-src':
      return 'The worker was not started. A sandbox runs its code in the page itself.';
    default:
      return `${what} was not loaded. A sandbox loads nothing from elsewhere: use data: or blob: for images and fonts.`;
  }
}
