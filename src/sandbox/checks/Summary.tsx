/** Where the checks stand, in one line. Browser-safe. */
import { isSolved, summaryOf, type Verdict } from './results.ts';
import { WayOnLink } from './WayOnLink.tsx';

export function Summary({ verdict, isStale }: { verdict: Verdict; isStale: boolean }) {
  const { state, ofSolution } = verdict;
  return (
    <p className="checks-summary" data-state={state}>
      {state === 'idle' ? 'What your code must do:' : summaryOf(verdict)}
      {isStale && state !== 'running' && (
        <span className="checks-stale">
          {ofSolution
            ? ' That was the solution, not the code that you see.'
            : ' That was other code than you see: press Check again.'}
        </span>
      )}
      {isSolved(verdict) && <WayOnLink />}
    </p>
  );
}
