/** Every sandbox of every lesson has a recording, and it is one of the solution as it is, unless it connects to nothing. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Files } from '../src/sandbox/description.ts';
import { recordedFilesOf, recordingFile } from '../src/sandbox/recorded/lesson-recording.ts';
import { readRecording } from '../src/sandbox/wire/recording.ts';
import { once } from './lessons/options.ts';
import { findSandboxes } from './lessons/sandboxes.ts';

const root = path.join(import.meta.dirname, '..');

function filesIn(folder: string): Files {
  const names = existsSync(folder) ? globSync('**/*.*', { cwd: folder }) : [];
  return Object.fromEntries(
    names.map((name) => [`/${name}`, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** What code names that opens a connection. */
const endpoint = /\b(?:sse|ws|poll|long-poll|send)\/\w|\bcompose\b|\bfetch\(/;

const sandboxes = await findSandboxes(root, once);

test.each(sandboxes)('$key', ({ lesson, part = '' }) => {
  const file = path.join(root, recordingFile(lesson, part || undefined));
  const again = `Run: npm run record:lessons -- --lesson ${lesson}`;
  const folder = path.join(root, 'content/lessons', lesson);
  const files = filesIn(path.join(folder, 'sandbox', part));
  const connects = Object.values(files).some((text) => endpoint.test(text));
  expect(existsSync(file), again).toBe(connects);
  if (!connects) return;
  const text = readFileSync(file, 'utf8');
  expect(readRecording(text).records.length).toBeGreaterThan(5);
  const solution = filesIn(path.join(folder, 'solution', part));
  expect((JSON.parse(text) as { of: string }).of, again).toBe(recordedFilesOf({ files, solution }));
});
