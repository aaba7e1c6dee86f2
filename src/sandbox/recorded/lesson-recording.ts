/** The recording that a lesson has of a sandbox: what crosses the wire when its solution runs. Browser-safe. */
import type { Files, SandboxDescription } from '../description.ts';
import { fingerprintOf } from '../saved-edits.ts';
import type { WireRecording } from '../wire/recording.ts';

/** Where it is, from the project's root. */
export function recordingFile(lesson: string, part: string | undefined): string {
  return `content/lessons/${lesson}/recordings/${part ?? 'sandbox'}.json`;
}

/** Text of the file: a recording, and which files were running. */
export function lessonRecording(
  recording: WireRecording,
  description: Pick<SandboxDescription, 'files' | 'solution'>,
): string {
  return `${JSON.stringify({ ...recording, of: recordedFilesOf(description) })}\n`;
}

/** Tells whether a recording is of these files. */
export function recordedFilesOf({ files, solution }: { files: Files; solution: Files }): string {
  return fingerprintOf({ ...files, ...solution });
}
