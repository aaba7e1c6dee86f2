/** The small buttons in a sandbox's corner: how much of the screen it takes, and what the keyboard can do. Browser-safe. */
import { FullScreenIcon } from './icons.tsx';

interface CornerProps {
  isFull: boolean;
  /** Undefined until the workbench is there: then nothing can be pressed. */
  handlers: { toggleFullScreen(): void; showShortcuts(): void } | undefined;
}

export function Corner({ isFull, handlers }: CornerProps) {
  return (
    <div className="sandbox-corner">
      <button
        type="button"
        aria-label="Full screen"
        title="Full screen (F)"
        aria-pressed={isFull}
        disabled={!handlers}
        onClick={handlers?.toggleFullScreen}
      >
        <FullScreenIcon back={isFull} />
      </button>
      <button
        type="button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        disabled={!handlers}
        onClick={handlers?.showShortcuts}
      >
        ?
      </button>
    </div>
  );
}
