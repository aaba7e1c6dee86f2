/** Hands a recording to the browser as a download. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { writeRecording } from './recording.ts';

export function saveRecording(records: readonly WireRecord[]): void {
  const now = new Date();
  const file = new Blob([writeRecording(records, now)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `wire-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
