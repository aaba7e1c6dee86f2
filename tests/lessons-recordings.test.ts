/** Every sandbox of every lesson has a recording, and it is one of the solution as it is. */
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

const sandboxes = await findSandboxes(root, once);

test.each(sandboxes)('$key', ({ lesson, part = '' }) => {
  const file = path.join(root, recordingFile(lesson, part || undefined));
  const again = `Run: npm run record:lessons -- --lesson ${lesson}`;
  expect(existsSync(file), again).toBe(true);
  const text = readFileSync(file, 'utf8');
  expect(readRecording(text).records.length).toBeGreaterThan(5);
  const folder = path.join(root, 'content/lessons', lesson);
  const files = filesIn(path.join(folder, 'sandbox', part));
  const solution = filesIn(path.join(folder, 'solution', part));
  expect((JSON.parse(text) as { of: string }).of, again).toBe(recordedFilesOf({ files, solution }));
});
