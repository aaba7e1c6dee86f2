/** A recording of the wire: read, played and printed without a server. Browser-safe. */
import { type ReactNode, useMemo, useState } from 'react';
import { withGaps } from './gaps.ts';
import { PlaybackBar, usePlayback } from './PlaybackBar.tsx';
import { PrintedWire } from './PrintedWire.tsx';
import { durationOf, playedOf } from './playback.ts';
import type { WireRecording } from './recording.ts';
import { Problem } from './WireStatus.tsx';
import { type ViewName, WireView } from './WireView.tsx';

interface RecordedWireProps {
  idPrefix: string;
  recording: WireRecording;
  /** What it is called, such as the name of its file. */
  name: string;
  /** Buttons beside those of the recording. */
  files?: ReactNode;
  problem?: string;
  /** The view to begin with. */
  view?: ViewName;
  onView?(view: ViewName): void;
}

export function RecordedWire(props: RecordedWireProps) {
  const { idPrefix, recording, name, files, problem = '' } = props;
  const [view, setView] = useState<ViewName>(props.view ?? 'Diagram');
  const records = useMemo(() => withGaps(recording.records, undefined), [recording]);
  const duration = useMemo(() => durationOf(records), [records]);
  const [playback, act] = usePlayback(duration);
  const { position, isPlaying } = playback;
  const played = useMemo(() => playedOf(records, position), [records, position]);
  const origin = `${name}, saved ${recording.recordedAt.slice(0, 16).replace('T', ' ')} UTC`;

  return (
    <>
      <WireView
        idPrefix={idPrefix}
        records={played}
        isGrowing={isPlaying}
        view={view}
        onView={(chosen) => {
          setView(chosen);
          props.onView?.(chosen);
        }}
        files={
          <>
            <button type="button" onClick={() => window.print()}>
              Print
            </button>
            {files}
          </>
        }
        status={
          <>
            <p role="status">
              <strong>Recorded: </strong>
              {origin}
            </p>
            <Problem text={problem} />
            <PlaybackBar playback={playback} duration={duration} onAct={act} />
          </>
        }
        empty={<p>There is nothing in this recording yet.</p>}
      />
      <PrintedWire origin={origin} records={records} />
    </>
  );
}
