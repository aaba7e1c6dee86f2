/** What screen readers are told of a run. Browser-safe. */
import { nameOf } from '../description.ts';
import type { RunState } from './run-state.ts';

export const focusTakenText =
  'The code has opened a dialogue in the preview. The focus stays where it was.';

export function announcementOf({ phase, problem, lines, focusTaken }: RunState): string {
  if (phase === 'no-server') return `${problem?.message} ${problem?.help}`;
  const error = lines.findLast((line) => line.error)?.error;
  if (error) {
    const place = error.path && error.line ? ` in ${nameOf(error.path)}, line ${error.line}` : '';
    return `Error${place}: ${error.message}`;
  }
  switch (phase) {
    case 'running':
      return focusTaken ? `Running. ${focusTakenText}` : 'Running.';
    case 'stopped':
      return 'Stopped.';
    case 'failed':
      return problem?.message ?? 'The code did not start.';
    default:
      return '';
  }
}
