/** Recordings of the wire that tests make up. */
import type { WireRecord } from '../../sandbox-server/wire/record.ts';

/** A chunk of an event stream. */
export function madeUpRecord(number: number, fields: Partial<WireRecord> = {}): WireRecord {
  return {
    number,
    connection: (number % 2) + 1,
    time: 1_764_000_000_000 + number * 10,
    direction: 'down',
    kind: 'chunk',
    summary: `record number ${number}`,
    bytes: '',
    size: 12,
    parts: [],
    sizes: { payload: 7, framing: 5 },
    ...fields,
  };
}

export function recordingOf(records: readonly WireRecord[]): string {
  const recordedAt = '2026-01-02T03:04:05.678Z';
  return JSON.stringify({ format: 'duplex-wire', version: 1, recordedAt, records });
}

/** On two connections, ten milliseconds apart. */
export function longRecording(length: number): string {
  return recordingOf(Array.from({ length }, (_, index) => madeUpRecord(index + 1)));
}

/** As Playwright takes it for an input of files. */
export function asFile(name: string, recording: string) {
  return { name, mimeType: 'application/json', buffer: Buffer.from(recording) };
}
