/**
 * `npm run record:lessons`: runs each sandbox's solution in a real browser, cuts its connections once, and writes what
 * crossed the wire to `content/lessons/<lesson>/recordings/<part>.json`. It is shown where there is no server, and on paper.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { SandboxDescription } from '../../src/sandbox/description.ts';
import { lessonRecording, recordingFile } from '../../src/sandbox/recorded/lesson-recording.ts';
import { readRecording } from '../../src/sandbox/wire/recording.ts';
import { build } from '../check.ts';
import { launchOptions } from '../support/chromium.ts';
import { Sandbox } from '../support/sandbox.ts';
import { startServerProcess } from '../support/server-process.ts';
import { once, readOptions } from './options.ts';
import { findSandboxes, type LessonSandbox } from './sandboxes.ts';
import { WireCount } from './wire-count.ts';

/** How much is recorded before the cut, and after it. */
const recordsBefore = 14;
const recordsAfter = 14;
/** Some programs say little: they are recorded for no longer than this, in milliseconds. */
const longestPart = 4000;
/** How long the line stays down, in milliseconds. */
const outage = 800;

const root = path.join(import.meta.dirname, '../..');
process.chdir(root);
const { lesson, part } = readOptions(process.argv.slice(2));
const built = await build();
if (!built.passed) throw new Error(`The site and the runner cannot be built.\n${built.report}`);
await using server = await startServerProcess();
const browser = await chromium.launch(launchOptions());
try {
  for (const sandbox of await findSandboxes(root, { ...once, lesson, part })) {
    const file = path.join(root, recordingFile(sandbox.lesson, sandbox.part));
    const text = await record(browser, server.urls.site, sandbox);
    if (text === undefined) {
      console.log(`${sandbox.key}: opens no connection`);
      continue;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${sandbox.key}: ${readRecording(text).records.length} records`);
  }
} finally {
  await browser.close();
}

/** The recording's text; undefined when nothing crossed the wire. */
async function record(
  browser: Browser,
  site: string,
  sandbox: LessonSandbox,
): Promise<string | undefined> {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(site + sandbox.address);
  const description = await descriptionOf(page, sandbox);
  const box = new Sandbox(page, description.title);
  await box.open();
  if (Object.keys(description.solution).length > 0) {
    await box.button('Solution').click();
    await box.button('Take over all files').click();
  }
  await box.openWire('Table');
  await box.button('Run').click();
  const wire = await WireCount.of(`${site}/api/spaces/${await spaceOf(page)}/wire`);
  await wire.until(recordsBefore, longestPart);
  await fetch(`${site}/api/spaces/${await spaceOf(page)}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: 'cut', for: outage }),
  });
  await wire.until(wire.count + recordsAfter, outage + longestPart);
  if (await box.button('Stop').isEnabled()) await box.button('Stop').click();
  if (wire.count === 0) {
    wire.end();
    await context.close();
    return undefined;
  }
  const download = page.waitForEvent('download');
  await box.wire.getByRole('button', { name: /^Save/ }).click();
  const saved = readRecording(readFileSync(await (await download).path(), 'utf8'));
  wire.end();
  await context.close();
  return lessonRecording(saved, description);
}

async function descriptionOf(page: Page, { key, lesson }: LessonSandbox) {
  const all = await page
    .locator('duplex-sandbox > script[type="application/json"]')
    .allTextContents();
  const found = all
    .map((json) => JSON.parse(json) as SandboxDescription)
    .find((one) => one.key === key);
  if (!found) throw new Error(`content/lessons/${lesson}/index.mdx has no <Sandbox> for ${key}.`);
  return found;
}

async function spaceOf(page: Page): Promise<string> {
  const kept = await page.evaluate(() => sessionStorage.getItem('duplex:space'));
  return (JSON.parse(kept ?? '{}') as { id: string }).id;
}
