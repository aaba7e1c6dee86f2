/** The buttons of a sandbox. Browser-safe. */
import type { ReactNode } from 'react';
import { PlugButton } from '../../live/PlugButton.tsx';
import { CheckIcon, RunIcon, StopIcon } from './icons.tsx';

export interface ActionsProps {
  hasSolution: boolean;
  hasChecks: boolean;
  hasPlug: boolean;
  /** Undefined until the workbench is there: then nothing can be pressed. */
  handlers:
    | {
        run(): void;
        check(): void;
        stop(): void;
        reset(): void;
        toggleSolution(): void;
      }
    | undefined;
  canStop: boolean;
  canReset: boolean;
  showsSolution: boolean;
  /** The menu with what can be done besides. */
  more: ReactNode;
}

export function Actions(props: ActionsProps) {
  const { hasSolution, hasChecks, hasPlug, handlers, canStop, canReset, showsSolution, more } =
    props;
  const ready = handlers !== undefined;
  return (
    <>
      <button type="button" className="action-run" disabled={!ready} onClick={handlers?.run}>
        <RunIcon />
        Run
      </button>
      {hasChecks && (
        <button type="button" disabled={!ready} onClick={handlers?.check}>
          <CheckIcon />
          Check
        </button>
      )}
      <Action name="Stop" ready={ready} able={canStop} press={handlers?.stop} icon={<StopIcon />} />
      <span className="action-divider" />
      <Action name="Reset" ready={ready} able={canReset} press={handlers?.reset} />
      {hasSolution && (
        <button
          type="button"
          aria-pressed={showsSolution}
          disabled={!ready}
          onClick={handlers?.toggleSolution}
        >
          Solution
        </button>
      )}
      {more}
      {hasPlug && <PlugButton disabled={!ready} />}
    </>
  );
}

interface ActionProps {
  name: string;
  ready: boolean;
  able: boolean;
  press: (() => void) | undefined;
  icon?: React.ReactNode;
}

/** A button that keeps the focus when there is nothing left for it to do. */
function Action({ name, ready, able, press, icon }: ActionProps) {
  return (
    <button
      type="button"
      disabled={!ready}
      aria-disabled={ready && !able}
      onClick={able ? press : undefined}
    >
      {icon}
      {name}
    </button>
  );
}
