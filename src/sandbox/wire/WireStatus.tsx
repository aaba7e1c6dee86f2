/** One line about what is shown, and what went wrong. Browser-safe. */
import type { ControlState } from './control-state.ts';

interface WireStatusProps {
  state: ControlState;
  isPaused: boolean;
  problem: string;
}

export function WireStatus({ state, isPaused, problem }: WireStatusProps) {
  return (
    <>
      <p role="status">
        <strong>{isPaused ? 'Paused' : stateNames[state]}</strong>
      </p>
      <Problem text={problem} />
    </>
  );
}

const stateNames: Readonly<Record<ControlState, string>> = {
  idle: 'Connecting',
  connecting: 'Connecting',
  open: 'Live',
  lost: 'The live server does not answer. It is tried again.',
};

export function Problem({ text }: { text: string }) {
  return (
    text && (
      <p className="wire-problem" role="alert">
        {text}
      </p>
    )
  );
}
