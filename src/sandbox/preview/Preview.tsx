/** The runner's page, and what stands in its place while nothing runs. Browser-safe. */
import type { RefObject } from 'react';
import type { RunState } from '../run/run-state.ts';
import { commandKey } from '../shortcuts.ts';

interface PreviewProps {
  title: string;
  frame: RefObject<HTMLIFrameElement | null>;
  state: RunState;
}

export function Preview({ title, frame, state }: PreviewProps) {
  return (
    <div className="preview">
      <iframe ref={frame} title={`Preview of ${title}`} />
      <Message state={state} />
    </div>
  );
}

function Message({ state: { phase, problem } }: { state: RunState }) {
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
          <p>{problem?.help ?? 'The console says why.'}</p>
        </div>
      );
    case 'no-server':
      return (
        <div className="preview-message" data-tone="bad">
          <p>{problem?.message}</p>
          <p>{problem?.help}</p>
          <p>You can go on reading and editing.</p>
        </div>
      );
    default:
      return null;
  }
}
