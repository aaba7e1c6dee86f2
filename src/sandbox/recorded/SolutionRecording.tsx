/** What the solution did on the wire when it was recorded: for where no server is. Browser-safe. */
import { type ReactNode, useEffect, useState } from 'react';
import { RecordedWire } from '../wire/RecordedWire.tsx';
import { readRecording, type WireRecording } from '../wire/recording.ts';
import { recordingText } from './recording-text.ts';

interface SolutionRecordingProps {
  idPrefix: string;
  /** Where the recording is. */
  address: string;
  /** Buttons beside those of the recording. */
  files?: ReactNode;
}

export function SolutionRecording({ idPrefix, address, files }: SolutionRecordingProps) {
  const [recording, setRecording] = useState<WireRecording>();
  const [problem, setProblem] = useState('');

  useEffect(() => {
    let isHere = true;
    recordingText(address)
      .then((text) => {
        if (isHere) setRecording(readRecording(text));
      })
      .catch((error: unknown) => {
        if (isHere) setProblem(`The recording cannot be shown. ${error}`);
      });
    return () => {
      isHere = false;
    };
  }, [address]);

  if (!recording) return <p className="wire-empty">{problem}</p>;
  return (
    <RecordedWire
      idPrefix={idPrefix}
      recording={recording}
      name="The solution at work"
      files={files}
    />
  );
}
