/** A wire recording as a file: saved from the Wire panel, opened there later, without a server. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { problemIn } from './json-schema.ts';
import { recordingSchema } from './recording-schema.at-build.ts';
import type { WireRecording } from './recording-schema.ts';

export type { WireRecording } from './recording-schema.ts';

export function writeRecording(records: readonly WireRecord[], now: Date): string {
  const recording: WireRecording = {
    format: 'duplex-wire',
    version: 1,
    recordedAt: now.toISOString(),
    records: [...records],
  };
  return JSON.stringify(recording);
}

/** @throws with what is wrong with the file and what to do, for the reader */
export function readRecording(text: string): WireRecording {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('This file is not JSON, so it is no recording. Open one that was saved here.');
  }
  const { format, version } = (json ?? {}) as Partial<Record<string, unknown>>;
  if (format === 'duplex-wire' && typeof version === 'number' && version > 1) {
    throw new Error(
      `This recording has the format's version ${version}, and this page knows version 1. Open it with a newer Duplex.`,
    );
  }
  const problem = problemIn(json, recordingSchema);
  if (problem === undefined) return json as WireRecording;
  throw new Error(`This is not a recording of the wire: ${problem}. Open one that was saved here.`);
}
