/** What the Wire panel shows: the live records, those before a pause, or an opened recording. Browser-safe. */
import { useMemo, useState } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { everything, type Filter, filterRecords } from './filters.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { readRecording } from './recording.ts';
import { useControl } from './tab-control.ts';

export interface OpenedRecording {
  name: string;
  recordedAt: string;
  records: readonly WireRecord[];
}

export function useShown() {
  const { records: live, dropped, state } = useControl();
  const [paused, setPaused] = useState<readonly WireRecord[]>();
  const [recording, setRecording] = useState<OpenedRecording>();
  const [problem, setProblem] = useState('');
  const [filter, setFilter] = useState<Filter>(everything);

  const all = recording?.records ?? paused ?? live;
  const records = useMemo(() => filterRecords(all, filter), [all, filter]);
  const lanes = useMemo(() => lanesOf(all), [all]);
  const byConnection = useMemo(
    () => new Map<number, Lane>(lanes.map((lane) => [lane.connection, lane])),
    [lanes],
  );

  const open = async (file: File): Promise<void> => {
    try {
      const { recordedAt, records: recorded } = readRecording(await file.text());
      setRecording({ name: file.name, recordedAt, records: recorded });
      setFilter(everything);
      setProblem('');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return {
    state,
    dropped,
    all,
    records,
    lanes,
    byConnection,
    filter,
    setFilter,
    recording,
    problem,
    isPaused: paused !== undefined,
    /** How many records came since the pause. */
    waiting: paused ? newerThan(paused, live) : 0,
    pause: () => setPaused(paused ? undefined : live),
    resume: () => setPaused(undefined),
    open,
    close: () => {
      setRecording(undefined);
      setFilter(everything);
    },
  };
}

function newerThan(paused: readonly WireRecord[], live: readonly WireRecord[]): number {
  const last = paused.at(-1);
  const index = last ? live.findIndex(({ number }) => number === last.number) : -1;
  return live.length - 1 - index;
}
