/** One line about what is shown: live or recorded, how much of it, and what went wrong. Browser-safe. */
import type { useShown } from './use-shown.ts';
import { count, countOf } from './wording.ts';

type WireStatusProps = Pick<
  ReturnType<typeof useShown>,
  | 'state'
  | 'dropped'
  | 'all'
  | 'records'
  | 'lanes'
  | 'recording'
  | 'problem'
  | 'isPaused'
  | 'waiting'
>;

export function WireStatus(props: WireStatusProps) {
  const { all, records, lanes, dropped, problem, recording } = props;
  const amount =
    records.length === all.length
      ? countOf(all.length, 'record')
      : `${count(records.length)} of ${countOf(all.length, 'record')}`;
  return (
    <div className="wire-status">
      <p role="status">
        <strong>{sourceOf(props)}</strong>
        {recording &&
          `${recording.name}, saved ${recording.recordedAt.slice(0, 16).replace('T', ' ')} UTC`}
      </p>
      {problem && (
        <p className="wire-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="wire-amount">
        {`${amount} on ${countOf(lanes.length, 'connection')}`}
        {!recording && dropped > 0 && `; ${count(dropped)} older ones are not kept`}
        {props.isPaused && !recording && `; ${count(props.waiting)} more came`}
      </p>
    </div>
  );
}

function sourceOf({ recording, isPaused, state }: WireStatusProps): string {
  if (recording) return 'Recorded: ';
  if (isPaused) return 'Paused';
  switch (state) {
    case 'open':
      return 'Live';
    case 'lost':
      return 'The live server does not answer. It is tried again.';
    default:
      return 'Connecting';
  }
}
