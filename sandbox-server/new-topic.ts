/** `npm run new:topic -- <name>`: writes a topic that works on every transport, and registers it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = `npm run new:topic -- <name>

  <name>  its name in URLs, as in sse/<name>: lower-case letters, digits and hyphens, such as price-alerts`;

/** Writes the topic's files and its entries in the registries; returns their paths. @throws with what to do */
export function newTopic(root: string, name: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `"${name}" cannot be a topic's name. Use lower-case letters, digits and hyphens: price-alerts.`,
    );
  }
  const topics = path.join(root, 'sandbox-server/topics');
  const folder = path.join(topics, name);
  if (existsSync(folder)) {
    throw new Error(
      `There is a topic "${name}" already, in ${path.relative(root, folder)}. Choose another name.`,
    );
  }
  const identifier = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const entry = identifier === name ? name : `'${name}': ${identifier}`;
  const edited = [
    register(
      path.join(topics, 'index.ts'),
      `import { ${identifier} } from './${name}/contract.ts';`,
      entry,
    ),
    register(
      path.join(topics, 'behaviours.ts'),
      `import ${identifier} from './${name}/topic.ts';`,
      entry,
    ),
  ];
  mkdirSync(folder);
  const written = Object.entries({
    'contract.ts': contract(name, identifier),
    'topic.ts': behaviour(identifier),
    [`${name}.test.ts`]: test(name),
  }).map(([file, text]) => {
    writeFileSync(path.join(folder, file), text);
    return path.join(folder, file);
  });
  for (const [file, text] of edited) writeFileSync(file, text);
  const files = [...written, ...edited.map(([file]) => file)].map((file) =>
    path.relative(root, file),
  );
  // Sorts the new imports in, and breaks lines that have become too long.
  const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));
  spawnSync(process.execPath, [biome, 'check', '--write', '--vcs-enabled=false', ...files], {
    cwd: root,
  });
  return files;
}

/** A registry's path with its new text: one import and one entry more. */
function register(file: string, line: string, entry: string): [file: string, text: string] {
  const text = readFileSync(file, 'utf8');
  const changed = text
    .replace(/^import [^\n]*\n(?!import )/m, (last) => `${last}${line}\n`)
    .replace(/(const byName = \{[^}]*?),?\s*\}/, (_, entries: string) => `${entries}, ${entry} }`);
  if (!changed.includes(line) || !changed.includes(`, ${entry} }`)) {
    throw new Error(
      `${file} has no list of imports followed by "const byName = { … }". Add the topic there by hand.`,
    );
  }
  return [file, changed];
}

const contract = (
  name: string,
  identifier: string,
): string => `// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

const note = z.strictObject({
  /** Up to 200 characters. */
  text: z.string().max(200),
});

export const ${identifier} = defineContract({
  name: '${name}',
  summary: 'Keeps what it is told, and tells it to everyone who follows.',
  join: 'history',
  params: z.strictObject({}),
  events: { noted: note },
  messages: { note },
});
`;

const behaviour = (
  identifier: string,
): string => `import { defineTopic } from '../../define-topic.ts';
import { ${identifier} } from './contract.ts';

export default defineTopic(${identifier}, {
  start() {},
  receive: {
    note: (data, { publish }) => publish('noted', data),
  },
});
`;

const test = (name: string): string => `import { expect, test } from 'vitest';
import { LiveServer, send } from '../../../tests/support/live-server.ts';

test('what is noted is there for everyone who comes later', async () => {
  await using server = await LiveServer.start();
  const space = await server.space();
  const id = await send(space, '${name}', 'note', { text: 'one' });

  const response = await fetch(\`\${space.base}poll/${name}?after=earliest\`);

  expect(await response.json()).toMatchObject({
    events: [{ id, event: 'noted', data: { text: 'one' } }],
    recovered: true,
  });
});
`;

if (import.meta.main) {
  try {
    const [name, ...rest] = process.argv.slice(2);
    if (name === undefined || rest.length > 0) throw new Error('Give the topic one name.');
    const files = newTopic(path.join(import.meta.dirname, '..'), name);
    console.log(
      `Wrote\n  ${files.join('\n  ')}\n\nNext: npx vitest run sandbox-server/topics/${name}`,
    );
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exitCode = 2;
  }
}
