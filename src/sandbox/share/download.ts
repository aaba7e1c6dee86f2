/** Gives the reader a sandbox as a ZIP file. Browser-safe. */
import { downloadZip } from 'client-zip';
import type { Files } from '../description.ts';
import serverAddress from './folder/serve.mjs?url&no-inline';
import { folderFilesOf, folderNameOf } from './folder-files.ts';
import { fetchText, packagesOf } from './packages.ts';

/** @throws when what belongs into the folder cannot be fetched. */
export async function download(title: string, files: Files): Promise<void> {
  const [server, used] = await Promise.all([fetchText(serverAddress), packagesOf(files)]);
  const contents = folderFilesOf({ title, files, site: window.location.origin, server, ...used });
  const name = folderNameOf(title);
  const lastModified = new Date();
  const entries = Object.entries(contents).map(([path, input]) => ({
    name: `${name}/${path}`,
    input,
    lastModified,
  }));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await downloadZip(entries).blob());
  link.download = `${name}.zip`;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
