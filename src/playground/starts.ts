/** The playground's starting points: the folders of `content/playground/`. Runs when the site is built. */
import { getCollection } from 'astro:content';
import { entryOf, type Files, type SandboxDescription } from '../sandbox/description.ts';
import { runnerPage } from '../sandbox/runner-page.ts';
import { type Group, groups } from './groups.ts';

export interface Start {
  /** Its folder, and its place in the address. */
  name: string;
  label: string;
  summary: string;
  group: Group;
  description: SandboxDescription;
}

const sources = import.meta.glob<string>(
  ['../../content/playground/*/*', '!**/start.yaml', '!**/*.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);

/** In the order in which they are listed. */
export async function getStarts(): Promise<Start[]> {
  const entries = await getCollection('playground');
  return entries
    .toSorted(
      (one, other) =>
        groups.indexOf(one.data.group) - groups.indexOf(other.data.group) ||
        one.data.order - other.data.order,
    )
    .map(({ id, data: { title, label, group, summary } }) => {
      return { name: id, label, summary, group, description: descriptionOf(id, title) };
    });
}

function descriptionOf(name: string, title: string): SandboxDescription {
  const files = filesOf(name);
  const open = '/index.ts' in files ? '/index.ts' : entryOf(files);
  if (open === undefined) {
    throw new Error(`content/playground/${name} has nothing to start with: add index.ts.`);
  }
  return {
    key: `playground/${name}`,
    title,
    files,
    solution: {},
    open,
    readOnly: false,
    alongside: false,
    source: 'starting point',
    arrangeable: true,
    runnerPage: runnerPage(),
  };
}

/** What the run starts with first, then by name. */
function filesOf(name: string): Files {
  const folder = `/content/playground/${name}/`;
  const rank = (path: string) => (path.startsWith('/index.') ? 0 : 1);
  return Object.fromEntries(
    Object.entries(sources)
      .filter(([path]) => path.includes(folder))
      .map(([path, code]): [string, string] => [
        path.slice(path.indexOf(folder) + folder.length - 1),
        code,
      ])
      .sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other, 'en')),
  );
}
