/** The wire: everything that crosses the connections of the tab's space, or a recording of what did. Browser-safe. */
import { useEffect, useMemo, useState } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { SolutionRecording } from '../recorded/SolutionRecording.tsx';
import { CurlCommand } from './CurlCommand.tsx';
import { withGaps, withoutMarks } from './gaps.ts';
import { OpenRecording } from './OpenRecording.tsx';
import { RecordedWire } from './RecordedWire.tsx';
import type { WireRecording } from './recording.ts';
import { SaveRecording } from './SaveRecording.tsx';
import { tabControl, useControl } from './tab-control.ts';
import { WireStatus } from './WireStatus.tsx';
import { type ViewName, WireView } from './WireView.tsx';
import { count } from './wording.ts';

interface WirePanelProps {
  idPrefix: string;
  /** A record to show; another object of it shows it again. */
  reveal?: { number: number } | undefined;
  /** While no server answers: where a recorded run is, if there is one. It takes no place from what was followed before. */
  recorded?: string | undefined;
}

interface Opened {
  /** Tells one opening from the next, also of the same file. */
  serial: number;
  name: string;
  recording: WireRecording;
}

export default function WirePanel({ idPrefix, reveal, recorded }: WirePanelProps) {
  const { records: live, dropped, after, state } = useControl();
  const [paused, setPaused] = useState<readonly WireRecord[]>();
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState('');
  const [view, setView] = useState<ViewName>('Diagram');
  const [isInTerminal, setIsInTerminal] = useState(false);
  const [wantsRecorded, setWantsRecorded] = useState(false);
  useEffect(() => {
    if (!recorded) setWantsRecorded(false);
  }, [recorded]);
  const records = useMemo(() => withGaps(paused ?? live, after), [paused, live, after]);

  const open = (name: string, recording: WireRecording): void => {
    setOpened((before) => ({ serial: (before?.serial ?? 0) + 1, name, recording }));
    setProblem('');
  };
  const opener = <OpenRecording onOpen={open} onProblem={setProblem} />;

  if (opened) {
    return (
      <RecordedWire
        key={opened.serial}
        idPrefix={idPrefix}
        name={opened.name}
        recording={opened.recording}
        problem={problem}
        view={view}
        onView={setView}
        files={
          <>
            {opener}
            <button type="button" onClick={() => setOpened(undefined)}>
              Back to live
            </button>
          </>
        }
      />
    );
  }
  if (recorded && (wantsRecorded || live.length === 0)) {
    const back = (
      <button type="button" onClick={() => setWantsRecorded(false)}>
        Back to live
      </button>
    );
    return (
      <SolutionRecording idPrefix={idPrefix} address={recorded} files={live.length > 0 && back} />
    );
  }
  const notes = [
    ...(dropped > 0 ? [`${count(dropped)} older ones are not kept`] : []),
    ...(paused ? [`${count(newerThan(paused, live))} more came`] : []),
  ];
  return (
    <WireView
      idPrefix={idPrefix}
      records={records}
      isGrowing
      view={view}
      onView={setView}
      reveal={reveal}
      controls={
        <>
          <button
            type="button"
            aria-pressed={paused !== undefined}
            onClick={() => setPaused(paused ? undefined : live)}
          >
            Pause
          </button>
          <button
            type="button"
            onClick={() => {
              setPaused(undefined);
              tabControl.clear();
            }}
          >
            Clear
          </button>
        </>
      }
      below={isInTerminal && <CurlCommand />}
      files={
        <>
          {recorded && (
            <button type="button" onClick={() => setWantsRecorded(true)}>
              Recorded run
            </button>
          )}
          <button
            type="button"
            aria-expanded={isInTerminal}
            onClick={() => setIsInTerminal(!isInTerminal)}
          >
            In a terminal
          </button>
          <SaveRecording records={() => withoutMarks(records)} isEmpty={records.length === 0} />
          {opener}
        </>
      }
      status={<WireStatus state={state} isPaused={paused !== undefined} problem={problem} />}
      amountNote={notes.map((note) => `; ${note}`).join('')}
      empty={<p>Nothing has crossed the wire yet. Run the code, and every byte appears here.</p>}
    />
  );
}

function newerThan(paused: readonly WireRecord[], live: readonly WireRecord[]): number {
  const last = paused.at(-1);
  const index = last ? live.findIndex(({ number }) => number === last.number) : -1;
  return live.length - 1 - index;
}
