/** Why a check has failed, with ways to what crossed the wire. Browser-safe. */
import { directionArrows, directionNames } from '../wire/wording.ts';
import type { Failure } from './results.ts';

interface FailureTextProps {
  failure: Failure;
  /** Whether the Wire panel still has the record of that number. */
  isRecorded(number: number): boolean;
  onRecord(number: number): void;
}

export function FailureText({ failure, isRecorded, onRecord }: FailureTextProps) {
  const { expected, seen, note, records } = failure;
  return (
    <div className="checks-failure">
      <dl>
        <dt>Expected</dt>
        <dd>{expected}</dd>
        <dt>Seen</dt>
        <dd>{seen}</dd>
      </dl>
      {note && <p className="checks-console">{note}</p>}
      {records.length > 0 && (
        <ul aria-label="On the wire">
          {records.map(({ number, time, direction, summary }) => (
            <li key={number}>
              <button
                type="button"
                disabled={!isRecorded(number)}
                onClick={() => onRecord(number)}
                title={isRecorded(number) ? 'Show it in the Wire panel' : 'Not on record any more'}
              >
                <span className="checks-time">{time}</span>
                <span aria-hidden="true">{directionArrows[direction]}</span>
                <span className="sandbox-hidden">{` ${directionNames[direction]}: `}</span>
                <span className="checks-record">{summary}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
