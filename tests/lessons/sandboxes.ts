/** The sandboxes that there are to judge, read off the lessons' folders. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check, Checks } from '../../src/sandbox/checks/api.ts';
import type { LessonsOptions } from './options.ts';

export interface LessonSandbox {
  /** Name of the lesson's folder. */
  lesson: string;
  /** Undefined when the lesson's sandbox has no parts. */
  part: string | undefined;
  /** Under which the page has it: the folder, and the part if there is one. */
  key: string;
  /** Of the lesson's page on the site. */
  address: string;
  checks: readonly Check[];
}

const lessonsFolder = 'content/lessons';

/** In the order of the lessons; without drafts, which the site does not have. */
export async function findSandboxes(
  root: string,
  { lesson: wanted, part: wantedPart }: Pick<LessonsOptions, 'lesson' | 'part'>,
): Promise<LessonSandbox[]> {
  const lessons = readdirSync(path.join(root, lessonsFolder))
    .filter((name) => /^\d\d-/.test(name) && name.startsWith(wanted))
    .filter((name) => !isDraft(path.join(root, lessonsFolder, name, 'index.mdx')))
    .sort();
  const found = await Promise.all(lessons.map((lesson) => sandboxesOf(root, lesson)));
  return found.flat().filter(({ part }) => wantedPart === undefined || part === wantedPart);
}

function isDraft(prose: string): boolean {
  const [, frontmatter = ''] = readFileSync(prose, 'utf8').split(/^---$/m);
  return /^draft: true$/m.test(frontmatter);
}

async function sandboxesOf(root: string, lesson: string): Promise<LessonSandbox[]> {
  const folder = path.join(root, lessonsFolder, lesson);
  const sandbox = path.join(folder, 'sandbox');
  if (!existsSync(sandbox)) return [];
  const entries = readdirSync(sandbox, { withFileTypes: true });
  const isOne = entries.some((entry) => entry.isFile() && entry.name.startsWith('index.'));
  const parts = isOne
    ? [undefined]
    : entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const checks = await checksOf(path.join(folder, 'checks.ts'));
  return parts.sort().map((part) => ({
    lesson,
    part,
    key: part === undefined ? lesson : `${lesson}/${part}`,
    address: `/lessons/${lesson.slice(3)}/`,
    checks: checks(part),
  }));
}

async function checksOf(file: string): Promise<(part: string | undefined) => readonly Check[]> {
  if (!existsSync(file)) return () => [];
  const { default: checks } = (await import(pathToFileURL(file).href)) as { default: Checks };
  const isList = (all: Checks): all is readonly Check[] => Array.isArray(all);
  if (isList(checks)) return () => checks;
  const byPart = new Map(Object.entries(checks));
  return (part) => byPart.get(part ?? '') ?? [];
}
