/** `npm run new:lesson -- <slug>`: writes a lesson that runs and is marked as a draft. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contracts, topicNames } from '../sandbox-server/topics/index.ts';
import { parts } from '../src/layouts/parts.ts';

const usage = `npm run new:lesson -- <slug> [--part "${parts[1]}"] [--topic ticker] [--number 7]

  <slug>    the lesson's address, in lower case: heartbeats-and-zombies
  --part    ${parts.join(', ')}
  --topic   what its sandbox follows: ${topicNames.join(', ')}
  --number  its place in the order; after the last lesson unless told otherwise`;

interface Wishes {
  slug: string;
  part: string;
  topic: string;
  number?: number | undefined;
}

/** Writes the lesson's files and returns their paths. @throws with what to do if a wish cannot be met */
export function newLesson(root: string, { slug, part, topic, number }: Wishes): string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new Error(
      `"${slug}" cannot be an address. Use lower-case letters, digits and hyphens: heartbeats-and-zombies.`,
    );
  }
  if (!parts.some((one) => one === part)) {
    throw new Error(`There is no part "${part}". Choose one of ${parts.join(', ')}.`);
  }
  const contract = contracts.get(topic);
  if (!contract) {
    throw new Error(
      `There is no topic "${topic}". Choose one of ${topicNames.join(', ')}, or make it: npm run new:topic -- ${topic}`,
    );
  }
  const lessons = path.join(root, 'content/lessons');
  const folders = existsSync(lessons)
    ? readdirSync(lessons).filter((name) => /^\d\d-/.test(name))
    : [];
  const place = number ?? Math.max(0, ...folders.map((name) => Number(name.slice(0, 2)))) + 1;
  if (!Number.isInteger(place) || place < 1 || place > 99) {
    throw new Error(`A lesson's number is a whole one from 1 to 99, not ${place}.`);
  }
  const digits = String(place).padStart(2, '0');
  const other = folders.find((name) => name.startsWith(`${digits}-`) || name.slice(3) === slug);
  if (other !== undefined) {
    throw new Error(`content/lessons/${other} has that number or address already. Choose another.`);
  }
  const folder = `${digits}-${slug}`;
  const files = {
    'index.mdx': prose(folder, { slug, part, topic }),
    'sandbox/index.ts': start(topic, Object.keys(contract.events)),
    'sandbox/page.ts': page,
    'solution/index.ts': solution(topic, Object.keys(contract.events)),
  };
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(lessons, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return path.relative(root, file);
  });
}

function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const prose = (folder: string, { slug, part, topic }: Wishes): string => `---
title: ${titleOf(slug)}
part: ${part}
question: Which one question does this lesson answer?
minutes: 12
topics: [${topic}]
summary: Say in one or two sentences what the lesson shows, for lists and search engines.
draft: true
---

import Predict from '../../../src/components/Predict.astro';
import Recap from '../../../src/components/Recap.astro';
import Sandbox from '../../../src/sandbox/Sandbox.astro';

Say what the reader can do after this lesson, and why it matters.

<Predict
  id="after-a-cut"
  question="You press Run, and later the connection is cut. What does the page show?"
  choices={['That the line is cut', 'Nothing at all']}
/>

<Sandbox lesson="${folder}" title="${titleOf(slug)}" height={360} open="index.ts" />

## Exercise

Let the page say when the line is cut and when it is back. **Solution** shows one way.

<Recap>

- Say what to remember, in one to three sentences.

</Recap>
`;

const start = (topic: string, events: string[]): string => `import { show } from './page.ts';

const stream = new EventSource('sse/${topic}');

for (const name of [${events.map((name) => `'${name}'`).join(', ')}]) {
  stream.addEventListener(name, (event: MessageEvent<string>) => show(\`\${name} \${event.data}\`));
}
`;

const solution = (topic: string, events: string[]): string => `${start(topic, events)}
stream.addEventListener('open', () => show('The line is open.'));
stream.addEventListener('error', () => show('The line is cut.'));
`;

const page = `const list = document.createElement('ol');
list.reversed = true;
document.body.append(list);

/** Adds a line above the others. */
export function show(text: string): void {
  const line = document.createElement('li');
  line.textContent = text;
  list.prepend(line);
}
`;

if (import.meta.main) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        part: { type: 'string', default: parts[1] },
        topic: { type: 'string', default: 'ticker' },
        number: { type: 'string' },
      },
    });
    const [slug, ...rest] = positionals;
    if (slug === undefined || rest.length > 0) throw new Error('Give the lesson one address.');
    const { part, topic, number } = values;
    const wishes = { slug, part, topic, number: number === undefined ? undefined : Number(number) };
    const files = newLesson(path.join(import.meta.dirname, '..'), wishes);
    console.log(
      `Wrote\n  ${files.join('\n  ')}\n\nNext: npm run dev shows it. Readers see it when its "draft: true" is gone.`,
    );
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exitCode = 2;
  }
}
