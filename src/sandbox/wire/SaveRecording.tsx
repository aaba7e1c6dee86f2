/** A button that saves what is shown as a recording. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { writeRecording } from './recording.ts';

interface SaveRecordingProps {
  records(): readonly WireRecord[];
  isEmpty: boolean;
}

export function SaveRecording({ records, isEmpty }: SaveRecordingProps) {
  return (
    <button
      type="button"
      aria-disabled={isEmpty}
      onClick={() => {
        if (!isEmpty) download(records());
      }}
    >
      Save<span className="wire-more-words"> recording</span>
    </button>
  );
}

function download(records: readonly WireRecord[]): void {
  const now = new Date();
  const file = new Blob([writeRecording(records, now)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `wire-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
