/** A button that opens a recording from a file. Browser-safe. */
import { useRef } from 'react';
import { readRecording, type WireRecording } from './recording.ts';

interface OpenRecordingProps {
  onOpen(name: string, recording: WireRecording): void;
  /** Told in words why a file was refused. */
  onProblem(problem: string): void;
}

export function OpenRecording({ onOpen, onProblem }: OpenRecordingProps) {
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File): Promise<void> => {
    try {
      onOpen(file.name, readRecording(await file.text()));
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        Open<span className="wire-more-words"> recording</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) void open(chosen);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
