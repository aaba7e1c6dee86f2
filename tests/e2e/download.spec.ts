/** A sandbox as a folder: it runs with Node alone, against the server that it was downloaded from. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';
import { entriesOfZip } from '../support/zip.ts';

interface Folder extends AsyncDisposable {
  /** Names of its files. */
  files: string[];
  /** What `npm start` has printed as the address of the page. */
  address: string;
}

async function download(page: Page, sandbox: Sandbox): Promise<Map<string, string>> {
  const started = page.waitForEvent('download');
  await sandbox.more('Download');
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^[a-z0-9-]+\.zip$/);
  return entriesOfZip(await readFile(await file.path()));
}

/** Unpacks into a new folder and does what its README says. */
async function start(entries: Map<string, string>): Promise<Folder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'duplex-download-'));
  for (const [name, text] of entries) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const [top = ''] = [...entries.keys()][0]?.split('/') ?? [];
  const inside = path.join(folder, top);
  const settings = JSON.parse(await readFile(path.join(inside, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [program, ...options] = settings.scripts.start.split(' ');
  expect(program).toBe('node');
  const server = spawn(process.execPath, options, {
    cwd: inside,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await addressPrinted(server);
  return {
    files: [...entries.keys()],
    address,
    async [Symbol.asyncDispose]() {
      const exit = once(server, 'exit');
      server.kill('SIGKILL');
      await exit;
      await rm(folder, { recursive: true });
    },
  };
}

async function addressPrinted(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('Its output is not read.');
  for await (const line of createInterface(server.stdout)) {
    const [, address] = /^Open (http:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    server.stdout.resume();
    return address;
  }
  throw new Error('serve.mjs ended before it printed its address.');
}

test('a lesson’s sandbox runs as a folder, with live data over both transports', async ({
  page,
  browser,
}) => {
  const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');
  await using folder = await start(await download(page, sandbox));
  expect(folder.files).toEqual([
    'two-live-streams/README.md',
    'two-live-streams/package.json',
    'two-live-streams/tsconfig.json',
    'two-live-streams/serve.mjs',
    'two-live-streams/page/duplex-base.css',
    'two-live-streams/page/index.ts',
    'two-live-streams/page/panel.ts',
    'two-live-streams/page/styles.css',
    'two-live-streams/page/index.html',
  ]);

  // A reader's own browser, of which Duplex knows nothing.
  await using context = await browser.newContext();
  const own = await context.newPage();
  await own.goto(folder.address);
  await expect(own.getByRole('heading', { name: 'Server-Sent Events' })).toBeVisible();
  await expect(own.getByText('open', { exact: true })).toHaveCount(2);
  for (const transport of ['sse', 'ws']) {
    await expect(own.locator(`.${transport}`).getByRole('listitem').nth(3)).toBeVisible();
  }
  await expect(own.locator('.sse')).toHaveCSS('border-top-style', 'solid');

  const stranger = { headers: { origin: 'http://elsewhere.test' } };
  const refused = await context.request.get(`${folder.address}sse/clock`, stranger);
  expect([refused.status(), await refused.text()]).toEqual([
    403,
    `Open ${folder.address} instead.\n`,
  ]);
  const outside = await context.request.get(`${folder.address}..%2Fpackage.json`);
  expect(outside.status()).toBe(404);
});

test('what the reader wrote is in it, with the packages that it imports', async ({
  page,
  browser,
}) => {
  const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');
  await sandbox.write(`import { decode, encode } from '@msgpack/msgpack';
import { createParser } from 'eventsource-parser';
enum Part { Text = 'of a reader' }
createParser({ onEvent: ({ data }) => document.body.append(decode(encode(data)) as string) })
  .feed(\`data: \${Part.Text}\\n\\n\`);
const answer = await fetch('send/echo', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ event: 'say', data: { text: 'hello' } }),
});
document.body.append(\`, answered \${answer.status}\`);
`);
  await using folder = await start(await download(page, sandbox));
  await using context = await browser.newContext();
  const own = await context.newPage();
  await own.goto(folder.address);
  await expect(own.locator('body')).toHaveText('of a reader, answered 202');
});
