/** How many checks have passed, beside the panel's name. Browser-safe. */
import type { Verdict } from './results.ts';

export function ChecksBadge({ verdict }: { verdict: Verdict | undefined }) {
  if (!verdict || verdict.state === 'idle') return null;
  const passed = verdict.results.filter(({ state }) => state === 'passed').length;
  return (
    <span className="checks-badge">
      {`${passed}/${verdict.results.length}`}
      <span className="sandbox-hidden"> passed</span>
    </span>
  );
}
