/** The programs of the reference page, each run as it is shown, against a live server. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts } from '../sandbox-server/topics/index.ts';
import {
  composeExample,
  faultExample,
  followCommand,
  followExamples,
  sendExample,
  spaceExample,
  wireExample,
} from '../src/reference/examples.ts';
import { type Addresses, fillIn } from '../src/reference/placeholders.ts';
import { type ServerProcess, startServerProcess } from './support/server-process.ts';

const eventId = /[a-z0-9]+-\d+/;

function canRun(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const hasCurl = canRun('curl', '--version');
const hasPython = canRun('python3', '--version');
const hasPythonWebSockets = hasPython && canRun('python3', '-c', 'import websockets');

let server: ServerProcess;
let addresses: Addresses;

beforeAll(async () => {
  server = await startServerProcess();
  const answer = await fetch(`${server.urls.site}/api/spaces`, { method: 'POST' });
  const { id, base } = (await answer.json()) as { id: string; base: string };
  addresses = { base, site: server.urls.site, space: id };
  // What a topic with history has.
  for (const [topic, event, data] of [
    ['chat', 'say', { from: 'Ada', text: 'hello' }],
    ['progress', 'start', { steps: 1, stepTime: 10 }],
  ]) {
    await fetch(`${base}send/${topic}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ event, data }),
    });
  }
});

afterAll(async () => {
  await server.stop();
});

/** Runs the program until it has printed what is expected, then ends it: some would go on for ever. */
async function prints(command: string, args: string[], program: string, expected: RegExp) {
  const child = spawn(command, [...args, fillIn(program, addresses)], { detached: true });
  const ended = once(child, 'close');
  let output = '';
  let complaints = '';
  const { promise, resolve } = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (expected.test(output)) resolve();
  });
  // curl's progress is told there too, in the middle of anything.
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  await Promise.race([promise, ended]);
  if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  await ended;
  expect(output, complaints).toMatch(expected);
}

const shell = (program: string, expected: RegExp) => prints('sh', ['-c'], program, expected);
const python = (program: string, expected: RegExp) => prints('python3', ['-c'], program, expected);

const programs = [
  ['follow by sse', followExamples.sse, /id: ?\S+/, /\S+-\d+ \d+/],
  ['follow by long poll', followExamples['long-poll'], /"event":"tick"/, /\S+-\d+ \d+/],
  ['follow by poll', followExamples.poll, /"event":"tick"/, /\S+-\d+ \d+/],
  ['send', sendExample, eventId, eventId],
  ['compose', composeExample, /event: greeting\ndata: hello\n\n/, /data: hello\n\n/],
  ['make a space', spaceExample, /"base":"http/, /http:\/\//],
] as const;

// curl is not part of Node: without it its commands cannot be tried.
test.skipIf(!hasCurl).each(programs)('curl: %s', async (_, example, expected) => {
  await shell(example.curl, expected);
});

// Python is not part of Node: without it its programs cannot be tried.
test.skipIf(!hasPython).each(programs)('Python: %s', async (_, example, _curl, expected) => {
  await python(example.python, expected);
});

// curl is not part of Node: without it its commands cannot be tried.
test.skipIf(!hasCurl)(
  'curl: follow by WebSocket, with the answer to the sample nonce',
  async () => {
    await shell(followExamples.ws.curl, /s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=[\s\S]*"event":"tick"/i);
  },
);

/** Sends requests one after the other for as long as the program runs: something to see. */
async function amidTraffic(running: Promise<void>): Promise<void> {
  let isRunning = true;
  const ended = running.finally(() => {
    isRunning = false;
  });
  while (isRunning) await (await fetch(`${addresses.base}poll/clock`)).text();
  await ended;
}

// Both tools are not part of Node.
test.skipIf(!hasCurl || !hasPython)('the wire is shown', async () => {
  await amidTraffic(shell(wireExample.curl, /event: record/));
  await amidTraffic(python(wireExample.python, /\d+ up GET/));
});

// Needs Python's package `websockets`: pip install websockets, or Debian's python3-websockets.
test.skipIf(!hasPythonWebSockets)('Python: follow by WebSocket', async () => {
  await python(followExamples.ws.python, /\S+-\d+ \d+/);
});

// curl is not part of Node: without it its commands cannot be tried.
test.skipIf(!hasCurl)('the command of each topic brings an event', async () => {
  for (const name of contracts.keys()) {
    // Nothing happens in an echo unless somebody speaks.
    const answer = name === 'echo' ? /retry/ : /event: \w+/;
    await shell(followCommand(name), answer);
  }
});

// Both tools are not part of Node.
test.skipIf(!hasCurl || !hasPython)('a fault is switched on', async () => {
  for (const run of [
    () => shell(faultExample.curl, /"fault":"freeze"/),
    () => python(faultExample.python, /freeze/),
  ]) {
    await run();
    await fetch(`${addresses.site}/api/spaces/${addresses.space}/faults`, { method: 'DELETE' });
  }
});
