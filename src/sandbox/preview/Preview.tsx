/** The runner's page, and what stands in its place while nothing runs. Browser-safe. */
import type { RefObject } from 'react';
import { FaultIcon } from '../frame/icons.tsx';
import { focusTakenText } from '../run/announcement.ts';
import type { RunState } from '../run/run-state.ts';
import { commandKey } from '../shortcuts.ts';

interface PreviewProps {
  title: string;
  frame: RefObject<HTMLIFrameElement | null>;
  state: RunState;
  /** The faults that are on, in words; empty when there are none. */
  faults: string;
  /** Whether the panel Wire has something to show without a server. */
  hasRecording: boolean;
}

export function Preview({ title, frame, state, faults, hasRecording }: PreviewProps) {
  return (
    <div className="preview">
      <iframe ref={frame} title={`Preview of ${title}`} />
      <PreviewMessage phase={state.phase} problem={state.problem} hasRecording={hasRecording} />
      {state.phase === 'running' && (
        <div className="preview-notes">
          {state.focusTaken && <p className="preview-focus">{focusTakenText}</p>}
          {faults && (
            <p className="preview-faults">
              <FaultIcon />
              {faults}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** What stands over the preview while nothing is shown there. */
export function PreviewMessage({
  phase,
  problem,
  hasRecording = false,
}: Pick<RunState, 'phase' | 'problem'> & { hasRecording?: boolean }) {
  switch (phase) {
    case 'idle':
      return (
        <div className="preview-message">
          <p>Nothing has run yet.</p>
          <p>
            Press Run, or <kbd>{commandKey()}</kbd> <kbd>Enter</kbd>.
          </p>
        </div>
      );
    case 'stopped':
      return (
        <div className="preview-message">
          <p>Stopped. All its connections are closed.</p>
        </div>
      );
    case 'failed':
      return (
        <div className="preview-message" data-tone="bad">
          <p>{problem?.message ?? 'The code did not start.'}</p>
          <p>{problem ? <Help text={problem.help} /> : 'The console says why.'}</p>
        </div>
      );
    case 'no-server':
      return (
        <div className="preview-message" data-tone="bad">
          <p>{problem?.message}</p>
          <p>{problem && <Help text={problem.help} />}</p>
          <p>
            You can go on reading and editing.
            {hasRecording && ' The panel Wire has a recorded run of the solution.'}
          </p>
        </div>
      );
    default:
      return null;
  }
}

/** The text, with the command in it set as something to type. */
function Help({ text }: { text: string }) {
  const [before, after] = text.split(command);
  if (before === undefined || after === undefined) return text;
  return (
    <>
      {before}
      <code>{command}</code>
      {after}
    </>
  );
}

const command = 'npm start';
