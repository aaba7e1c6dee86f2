/** Other people's code for an exercise: other right ways, and solutions with one mistake each. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mistake } from './mistake.ts';
import type { LessonSandbox } from './sandboxes.ts';

export interface Attempt {
  name: string;
  /** Names within the sandbox, each with its text. */
  files: ReadonlyMap<string, string>;
  /** Words of the check that it fails; undefined for one that passes all. */
  fails: string | undefined;
}

/**
 * Those in `tests/lessons/attempts/<key>`: folders of files, whose names begin with `right` or `wrong`, and `mistakes.ts`.
 * A wrong one says in its first line what it fails: `// Fails: waits a random time first`.
 */
export async function findAttempts(root: string, sandbox: LessonSandbox): Promise<Attempt[]> {
  const folder = path.join(root, 'tests/lessons/attempts', sandbox.key);
  if (!existsSync(folder)) return [];
  const written = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => writtenAttempt(name, filesIn(path.join(folder, name))));
  return [...written, ...(await mistakenSolutions(root, folder, sandbox))];
}

function writtenAttempt(name: string, files: ReadonlyMap<string, string>): Attempt {
  if (name.startsWith('right-')) return { name, files, fails: undefined };
  const fails = /^\/\/ Fails: (.+)$/m.exec([...files.values()].join('\n'))?.[1];
  if (fails !== undefined) return { name, files, fails };
  throw new Error(
    `The attempt ${name} does not say what it fails. Begin it with a line such as "// Fails: comes back by itself".`,
  );
}

function filesIn(folder: string): Map<string, string> {
  const names = globSync('**/*.*', { cwd: folder });
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

async function mistakenSolutions(
  root: string,
  folder: string,
  { lesson, part = '' }: LessonSandbox,
): Promise<Attempt[]> {
  const file = path.join(folder, 'mistakes.ts');
  if (!existsSync(file)) return [];
  const { mistakes } = (await import(pathToFileURL(file).href)) as {
    mistakes: readonly Mistake[];
  };
  const solution = filesIn(path.join(root, 'content/lessons', lesson, 'solution', part));
  return mistakes.map(({ name, fails, file, instead, by }) => {
    const parts = (solution.get(file) ?? '').split(instead);
    if (parts.length !== 2) {
      throw new Error(
        `The mistake "${name}" replaces a text that stands ${parts.length - 1} times in the solution's ${file}: ${instead}`,
      );
    }
    return { name, files: new Map(solution).set(file, parts.join(by)), fails };
  });
}
