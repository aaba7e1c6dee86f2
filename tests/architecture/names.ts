/** Reserved file names say where code runs; a folder of a kind has the files of its kind. */
import path from 'node:path';
import type { Finding, Rule } from './rules.ts';

interface Reserved {
  place: RegExp;
  what: string;
  /** Where the file would belong, judged by the folder that it is in. */
  right(folder: string): string;
}

const inTopic = /^sandbox-server\/topics\/[a-z][a-z0-9-]*\/[^/]+$/;
const inLesson = /^content\/lessons\/\d\d-[a-z0-9-]+\/[^/]+$/;

const reserved = new Map<string, Reserved>([
  [
    'contract.ts',
    {
      // `sandbox-server/contract.ts` says what a contract is.
      place: /^sandbox-server\/(topics\/[a-z][a-z0-9-]*\/)?contract\.ts$/,
      what: "a topic's contract",
      right: (folder) => `sandbox-server/topics/${folder}/contract.ts`,
    },
  ],
  [
    'topic.ts',
    {
      place: inTopic,
      what: "a topic's behaviour",
      right: (folder) => `sandbox-server/topics/${folder}/topic.ts`,
    },
  ],
  [
    'checks.ts',
    {
      place: inLesson,
      what: "a lesson's checks",
      right: (folder) => `content/lessons/${numbered(folder)}/checks.ts`,
    },
  ],
  [
    'index.mdx',
    {
      place: inLesson,
      what: "a lesson's prose",
      right: (folder) => `content/lessons/${numbered(folder)}/index.mdx`,
    },
  ],
]);

export const reservedNames: Rule = (file) => {
  const rule = reserved.get(path.posix.basename(file));
  if (!rule || rule.place.test(file)) return [];
  const folder = path.posix.basename(path.posix.dirname(file)).replace(/^\.$/, 'name');
  return [
    {
      line: 1,
      message: `has the name of ${rule.what} and is not in its place, which would be ${rule.right(folder)}. Move it there, or give it another name.`,
    },
  ];
};

export const topicsAreComplete: Rule = (file, text, tree) => {
  const topic = /^sandbox-server\/topics\/([^/]+)\/[^/]+$/.exec(file)?.[1];
  if (topic === undefined) return [];
  const folder = `sandbox-server/topics/${topic}`;
  const needed = ['contract.ts', 'topic.ts', `${topic}.test.ts`].map((name) => `${folder}/${name}`);
  // Reported once for a folder: at its contract, or at its first file where there is no contract.
  const reporter = tree.has(`${folder}/contract.ts`)
    ? `${folder}/contract.ts`
    : [...tree.keys()].filter((one) => one.startsWith(`${folder}/`)).sort()[0];
  const missing: Finding[] =
    file === reporter
      ? needed
          .filter((name) => !tree.has(name))
          .map((name) => ({
            line: 1,
            message: `is part of a topic without ${name}. Add that file; npm run new:topic shows what belongs in it.`,
          }))
      : [];
  if (file.endsWith('/contract.ts') && !/browser-safe/i.test(text.split('\n')[0] ?? '')) {
    missing.push({
      line: 1,
      message:
        'does not open with the line "// Browser-safe: imports Zod and nothing of Node.". Add it.',
    });
  }
  return missing;
};

export const lessonsAreUnique: Rule = (file, _text, tree) => {
  const [, number, slug] = /^content\/lessons\/(\d\d)-([^/]+)\/index\.mdx$/.exec(file) ?? [];
  if (number === undefined || slug === undefined) return [];
  const others = [...tree.keys()].filter((other) => other.endsWith('/index.mdx') && other < file);
  return others.flatMap((other) => {
    if (other.startsWith(`content/lessons/${number}-`)) {
      return [
        {
          line: 1,
          message: `has the number of ${other}. Numbers order the lessons: give one of them another.`,
        },
      ];
    }
    return other.endsWith(`-${slug}/index.mdx`) &&
      path.posix.basename(path.posix.dirname(other)).slice(3) === slug
      ? [
          {
            line: 1,
            message: `has the address of ${other}, because a number is not part of it. Rename one of them.`,
          },
        ]
      : [];
  });
};

export const solutionsAreOverlays: Rule = (file, text, tree) => {
  const original = file.replace(/^(content\/lessons\/[^/]+)\/solution\//, '$1/sandbox/');
  if (original === file || tree.get(original) !== text) return [];
  return [
    {
      line: 1,
      message: `is the same as ${original}. A solution holds only the files that differ: delete it.`,
    },
  ];
};

function numbered(folder: string): string {
  return /^\d\d-/.test(folder) ? folder : `NN-${folder}`;
}
