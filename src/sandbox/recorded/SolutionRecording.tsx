/** What the solution did on the wire when it was recorded: for where no server is. Browser-safe. */
import { useEffect, useState } from 'react';
import { RecordedWire } from '../wire/RecordedWire.tsx';
import { readRecording, type WireRecording } from '../wire/recording.ts';

interface SolutionRecordingProps {
  idPrefix: string;
  /** Where the recording is. */
  address: string;
}

export default function SolutionRecording({ idPrefix, address }: SolutionRecordingProps) {
  const [recording, setRecording] = useState<WireRecording>();
  const [problem, setProblem] = useState('');

  useEffect(() => {
    const leaving = new AbortController();
    fetch(address, { signal: leaving.signal })
      .then(async (answer) => setRecording(readRecording(await answer.text())))
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) setProblem(`The recording cannot be shown. ${error}`);
      });
    return () => leaving.abort();
  }, [address]);

  if (!recording) return <p className="wire-empty">{problem}</p>;
  return <RecordedWire idPrefix={idPrefix} recording={recording} name="The solution at work" />;
}
