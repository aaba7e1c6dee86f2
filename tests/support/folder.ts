import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own with these files, gone at the end of the block: `await using folder = await folderWith({ … })`. */
export async function folderWith(
  files: Record<string, string>,
  parent: string = tmpdir(),
): Promise<AsyncDisposable & { path: string }> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtempDisposable(path.join(parent, 'duplex-test-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}
