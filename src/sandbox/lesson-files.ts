/** Turns the props of `<Sandbox>` and the files of a lesson's folder into a sandbox. Runs when the site is built. */
import { z } from 'zod';
import { type FaultName, faultRequest } from '../../sandbox-server/wire/fault-requests.ts';
import type { ChecksModule } from './checks/checks-module.ts';
import { wordsOf } from './checks/lesson-words.ts';
import { entryOf, type Files, type SandboxDescription } from './description.ts';

/** The props of `<Sandbox>` in a lesson's MDX, where nothing checks types: so they are checked when the page is built. */
export const sandboxProps = z.strictObject({
  /** Name of the lesson's folder, such as `04-the-event-stream-format`. */
  lesson: z.string(),
  /** Name of the folder inside `sandbox/`, for lessons with several sandboxes. */
  part: z.string().optional(),
  /** What the sandbox is about, in a few words: shown above it and read out as the name of its region. */
  title: z.string().min(1),
  /** Name of the file that is shown first; by default the one that the run starts with. */
  open: z.string().optional(),
  /** Height of the panels, in pixels. */
  height: z.number().int().min(200).max(1200).default(420),
  /** Whether the reader can look and run, but not edit. */
  readOnly: z.boolean().default(false),
  /** Whether it may run while another sandbox of the page runs. */
  alongside: z.boolean().default(false),
  /** Whether it has a plug to pull in its own toolbar, also in full screen; `<Plug>` is one in the prose. */
  plug: z.boolean().default(false),
  /** Names of the faults that the Faults panel offers, such as `cut,freeze`; all unless told otherwise. */
  faults: z.string().transform(readFaults).optional(),
});

function readFaults(text: string, context: z.RefinementCtx<string>): FaultName[] {
  const known = faultRequest.options.map(({ shape }) => shape.fault.value);
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.some((candidate) => candidate === name));
  if (unknown.length > 0) {
    context.addIssue(`There is no fault ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  }
  return known.filter((name) => names.includes(name));
}

export type SandboxProps = z.input<typeof sandboxProps>;
type CheckedProps = z.output<typeof sandboxProps>;

/** @throws when a prop is missing, unknown or wrong, naming all that are. */
export function checkProps(props: unknown): CheckedProps {
  const checked = sandboxProps.safeParse(props);
  if (checked.success) return checked.data;
  throw new Error(`<Sandbox> has wrong props.\n${z.prettifyError(checked.error)}`);
}

/**
 * @param sources Every file below `content/lessons/`, by its path from the repository's root.
 * @param module The lesson's `checks.ts`, if it has one.
 * @throws when the folder, the entry file or the file to open is missing, saying what there is instead.
 */
export function describeSandbox(
  { lesson, part, title, open, readOnly, alongside, plug, faults }: CheckedProps,
  sources: Files,
  runnerPage: string,
  module?: ChecksModule,
): SandboxDescription {
  const folder = `content/lessons/${lesson}`;
  const files = filesBelow(sources, `${folder}/sandbox${part ? `/${part}` : ''}/`);
  const solution = filesBelow(sources, `${folder}/solution${part ? `/${part}` : ''}/`);
  const where = `<Sandbox lesson="${lesson}"${part ? ` part="${part}"` : ''}>`;

  if (Object.keys(files).length === 0) {
    throw new Error(
      `${where} finds no files in ${folder}/sandbox/${part ? `${part}/` : ''}. ${whatThereIs(sources, lesson)}`,
    );
  }
  const names = Object.keys(files).map((path) => path.slice(1));
  const entry = entryOf(files);
  if (!entry) {
    throw new Error(
      `${where} has nothing to start with: add index.ts, or index.html that names a script. It has ${names.join(', ')}.`,
    );
  }
  const opened = open === undefined ? (files['/index.ts'] ? '/index.ts' : entry) : `/${open}`;
  if (!(opened in files)) {
    throw new Error(`${where} cannot open "${open}". It has ${names.join(', ')}.`);
  }
  const parts = part ? partsOf(sources, lesson) : [];
  const checks = wordsOf({ name: lesson, parts }, part, module);
  return {
    key: part ? `${lesson}/${part}` : lesson,
    title,
    files,
    solution,
    open: opened,
    readOnly,
    alongside,
    ...(plug && { plug }),
    ...(faults && { faults }),
    ...(checks && { checks }),
    runnerPage,
  };
}

/** In the order of their tabs: what runs first, then by name. */
function filesBelow(sources: Files, folder: string): Files {
  const rank = (path: string) => (path.startsWith('/index.') ? 0 : 1);
  return Object.fromEntries(
    Object.entries(sources)
      .filter(([path]) => path.startsWith(folder))
      .map(([path, code]): [string, string] => [`/${path.slice(folder.length)}`, code])
      .sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other, 'en')),
  );
}

/** Names of the folders in a lesson's `sandbox/`. */
function partsOf(sources: Files, lesson: string): string[] {
  const folder = `content/lessons/${lesson}/sandbox/`;
  const inside = Object.keys(sources).filter((path) => path.startsWith(folder));
  return [...new Set(inside.map((path) => path.slice(folder.length).split('/')[0] ?? ''))];
}

function whatThereIs(sources: Files, lesson: string): string {
  const paths = Object.keys(sources);
  const folders = (prefix: string) =>
    [
      ...new Set(
        paths
          .filter((path) => path.startsWith(prefix))
          .map((path) => path.slice(prefix.length).split('/')[0] ?? ''),
      ),
    ].join(', ');
  const inLesson = folders(`content/lessons/${lesson}/sandbox/`);
  return inLesson
    ? `In that lesson's sandbox/ there is ${inLesson}.`
    : `Lessons with sandboxes: ${folders('content/lessons/') || 'none'}.`;
}
