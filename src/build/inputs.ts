import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** All that the built site and runner are made of, relative to the project. Of the server, the site reads contracts only. */
const inputs = [
  'astro.config.mjs',
  'content',
  'package-lock.json',
  'public',
  'sandbox-server/contract.ts',
  'sandbox-server/topics',
  'src',
  'tsconfig.json',
];

const made = (path: string) => !path.endsWith('.test.ts');

async function filesOf(root: string, input: string): Promise<string[]> {
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return undefined;
      throw error;
    },
  );
  if (entries === undefined) return [join(root, input)];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A hash of the contents of all inputs; different when anything that was built would be. */
export async function hashOfInputs(root: string): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesOf(root, input)))).flat();
  const hash = createHash('sha256').update(process.version);
  for (const file of files.filter(made).sort()) {
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}
