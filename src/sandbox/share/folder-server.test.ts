/** `folder/serve.mjs` as a process: what the page in the folder would never ask it for must not end it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith } from '../../../tests/support/folder.ts';
import { LiveServer } from '../../../tests/support/live-server.ts';

const started = new AsyncDisposableStack();
let origin = '';

beforeAll(async () => {
  const duplex = started.use(await LiveServer.start());
  const folder = await folderWith({
    'serve.mjs': await readFile(path.join(import.meta.dirname, 'folder/serve.mjs'), 'utf8'),
    'package.json': JSON.stringify({ type: 'module', config: { duplex: duplex.urls.site } }),
    'page/index.html': 'the page',
  });
  started.use(folder);
  const program = spawn(process.execPath, ['serve.mjs'], {
    cwd: folder.path,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.defer(async () => {
    if (program.exitCode !== null) return;
    program.kill('SIGKILL');
    await once(program, 'exit');
  });
  for await (const line of createInterface(program.stdout)) {
    origin = /^Open (http:\S+)\//.exec(line)?.[1] ?? '';
    if (origin !== '') break;
  }
  program.stdout.resume();
});

afterAll(() => started.disposeAsync());

/** Unlike `fetch`, sends the target as it is. */
function ask(target: string, headers: Record<string, string> = {}): ClientRequest {
  const { hostname, port } = new URL(origin);
  return request({ hostname, port, path: target, headers, agent: false }).end();
}

async function answerTo(asked: ClientRequest): Promise<[number | undefined, string]> {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return [answer.statusCode, await text(answer)];
}

const noPath = 'There is no path in what was asked for.\n';

test.each([
  ['//', noPath],
  ['//elsewhere.test/', noPath],
  ['http://elsewhere.test/', noPath],
  ['http://[/', noPath],
  ['/%', 'The path is not percent-encoded as UTF-8.\n'],
  ['/%ff', 'The path is not percent-encoded as UTF-8.\n'],
])('%s is refused, and the page is served after it', async (target, reason) => {
  expect(await answerTo(ask(target))).toEqual([400, reason]);
  expect(await answerTo(ask('/'))).toEqual([200, 'the page']);
});

test.each(['/%00', '/../serve.mjs', '/..%2fserve.mjs', '/%2e%2e/package.json', '/..\\serve.mjs'])(
  'nothing outside of the page is at %s',
  async (target) => {
    expect((await answerTo(ask(target)))[0]).toBe(404);
  },
);

test('the space is not left by what is handed on to it', async () => {
  for (const target of ['/sse/../../../healthz', '/sse/%2e%2e/%2E%2E/..\\healthz']) {
    expect((await answerTo(ask(target)))[0]).toBe(404);
  }
  const [status, body] = await answerTo(ask('/sse/..%2f..%2f..%2fhealthz'));
  expect([status, JSON.parse(body)]).toMatchObject([404, { error: { reason: 'unknown-topic' } }]);
});

test('the absolute form of its own address is as good as the path', async () => {
  expect(await answerTo(ask(`${origin}/index.html`))).toEqual([200, 'the page']);
  const [status, body] = await answerTo(ask(`${origin}/poll/clock`));
  expect([status, JSON.parse(body)]).toMatchObject([200, { events: [{ event: 'tick' }] }]);
});

test('a WebSocket that nothing can be made of is refused like a request', async () => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
  expect(await answerTo(ask('//', upgrade))).toEqual([400, '']);
  expect(await answerTo(ask('/'))).toEqual([200, 'the page']);
});
