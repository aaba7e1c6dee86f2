/** What a run opens, how it is followed, and that all of it goes with the run. */
import { expect, test } from '../support/runner/test.ts';

const both = `
  const source = new EventSource('sse');
  source.addEventListener('tick', (event) => console.log('sse', event.data));
  const socket = new WebSocket('ws');
  socket.addEventListener('message', (event) => console.log('ws', event.data));`;

test('eight runs leave exactly one stream and one socket on the server', async ({ stage }) => {
  const { live } = stage;
  const before = { ...live.opened };
  for (let run = 1; run <= 8; run += 1) {
    await stage.run(`${both}\n// edit ${run}`);
    await expect
      .poll(() => [live.opened.sse - before.sse, live.opened.ws - before.ws])
      .toEqual([run, run]);
  }
  await expect.poll(() => live.open).toEqual({ sse: 1, ws: 1, stream: 0 });
  await expect.poll(() => stage.connections()).toEqual(['event-source open', 'web-socket open']);
  expect(new Set(live.origins.slice(-2))).toEqual(new Set([stage.runnerOrigin]));
});

test('stopping ends the run, all that it opened, and its timers', async ({ stage }) => {
  const run = await stage.run(`${both}
    fetch('stream').then(({ body }) => body?.getReader().read());
    setInterval(() => console.log('alive'), 20);`);
  await expect.poll(() => stage.live.open).toEqual({ sse: 1, ws: 1, stream: 1 });
  await expect.poll(() => stage.logged()).toContainEqual(['log', 'alive']);
  await stage.dispatch({ type: 'stop' });
  await expect.poll(() => stage.live.open).toEqual({ sse: 0, ws: 0, stream: 0 });
  await expect.poll(() => stage.messages('stopped')).toMatchObject([{ run, reason: 'asked' }]);
  expect(await stage.connections()).toEqual([
    'event-source closed',
    'web-socket closed',
    'fetch closed',
  ]);
  const logged = (await stage.logged()).length;
  await expect(stage.page.frameLocator('iframe').locator('iframe')).toHaveCount(0);
  await stage.run('console.log("next")');
  await expect.poll(async () => (await stage.logged()).at(-1)).toEqual(['log', 'next']);
  expect((await stage.logged()).length).toBe(logged + 1);
});

test('six open streams do not keep the next run from starting', async ({ stage }) => {
  await stage.run(`for (let n = 0; n < 6; n += 1) new EventSource('sse?n=' + n);`);
  await expect.poll(() => stage.live.open.sse).toBe(6);
  await stage.run('console.log("next")');
  await expect.poll(() => stage.logged()).toEqual([['log', 'next']]);
});

test('a stream is followed through its whole life', async ({ stage }) => {
  await stage.run(`
    const source = new EventSource('sse');
    source.onopen = () => { console.log('opened'); };
    addEventListener('click', () => source.close());`);
  await expect.poll(() => stage.connections()).toEqual(['event-source open']);
  const [{ connections } = { connections: [] }] = await stage.messages('connections');
  expect(connections).toEqual([
    { id: 1, kind: 'event-source', url: `${stage.liveOrigin}/s/space/sse`, state: 'connecting' },
  ]);
  await stage.document.locator('html').click();
  await expect.poll(() => stage.connections()).toEqual(['event-source closed']);
});

test('a WebSocketStream is followed as a WebSocket is', async ({ stage }) => {
  await stage.run(`
    const stream = new WebSocketStream('ws');
    const { readable } = await stream.opened;
    console.log((await readable.getReader().read()).done);
    addEventListener('click', () => stream.close());
    const control = new AbortController();
    new WebSocketStream('ws', { signal: control.signal });
    control.abort();`);
  await expect.poll(() => stage.logged()).toEqual([['log', false]]);
  await expect.poll(() => stage.connections()).toEqual(['web-socket open', 'web-socket closed']);
  await stage.document.locator('html').click();
  await expect.poll(() => stage.connections()).toEqual(['web-socket closed', 'web-socket closed']);
});

test('a stream that may not be retried is closed, and so is a socket that is', async ({
  stage,
}) => {
  await stage.run(`
    new EventSource('no-stream');
    const socket = new WebSocket('ws');
    socket.onopen = () => socket.close(1000, 'enough');`);
  await expect
    .poll(() => stage.connections())
    .toEqual(['event-source closed', 'web-socket closed']);
});

for (const [what, code] of [
  ['read whole', `await (await fetch('short')).json();`],
  ['never read', `console.log((await fetch('short')).status);`],
  ['without a body', `await fetch('no-stream');`],
  ['read to its end', `for await (const _ of (await fetch('short')).body!);`],
  ['left by break', `for await (const _ of (await fetch('stream')).body!) break;`],
  ['cancelled', `const { body } = await fetch('stream'); await body!.cancel();`],
  [
    'cancelled by its reader',
    `const reader = (await fetch('stream')).body!.getReader(); await reader.read(); await reader.cancel();`,
  ],
  [
    'aborted',
    `const control = new AbortController();
     const reader = (await fetch('stream', { signal: control.signal })).body!.getReader();
     await reader.read(); control.abort(); await reader.read().catch(() => {});`,
  ],
  [
    'aborted before its answer',
    `const control = new AbortController();
     const answer = fetch('stream', { signal: control.signal }); control.abort(); await answer.catch(() => {});`,
  ],
  [
    'left at the end of a pipe',
    `const text = (await fetch('stream')).body!.pipeThrough(new TextDecoderStream());
     for await (const part of text) { console.log(part); break; }`,
  ],
  ['broken by the server', `await (await fetch('broken')).text().catch(() => {});`],
  ['of a Request', `await (await fetch(new Request('short', { method: 'POST' }))).text();`],
] as const) {
  test(`a fetch that is ${what} is closed`, async ({ stage }) => {
    await stage.run(`${code}\nconsole.log('over');`);
    await expect.poll(() => stage.logged()).toContainEqual(['log', 'over']);
    await expect.poll(() => stage.connections()).toEqual(['fetch closed']);
    expect(await stage.errors()).toEqual([]);
    await expect.poll(() => stage.live.open.stream).toBe(0);
  });
}

test('a fetch is open while its body streams, also when the lock is given back', async ({
  stage,
}) => {
  await stage.run(`
    const { body } = await fetch('stream');
    const reader = body!.getReader();
    await reader.read();
    const pending = reader.read().catch((error) => console.log(error.name));
    reader.releaseLock();
    await pending;
    console.log('given back');
    addEventListener('click', () => body!.cancel());`);
  await expect
    .poll(() => stage.logged())
    .toEqual([
      ['log', 'TypeError'],
      ['log', 'given back'],
    ]);
  expect(await stage.connections()).toEqual(['fetch open']);
  await stage.document.locator('html').click();
  await expect.poll(() => stage.connections()).toEqual(['fetch closed']);
});

test('code cannot tell that it is followed', async ({ stage }) => {
  await stage.run(`
    const same = (name: string, value: unknown, expected: unknown) =>
      Object.is(value, expected) || console.log(name, value, expected);
    for (const name of ['EventSource', 'WebSocket', 'fetch'] as const) {
      same(name + ' name', window[name].name, name);
      same(name + ' text', String(window[name]).includes('[native code]'), true);
      same(name + ' instanceof', window[name] instanceof Function, true);
      same(name + ' key', Object.keys(window).includes(name), name === 'fetch');
    }
    same('length', [EventSource.length, WebSocket.length, fetch.length].join(), '1,1,1');
    same('constants', [EventSource.CLOSED, WebSocket.CLOSED, WebSocket.OPEN].join(), '2,3,1');
    same('constructor', EventSource.prototype.constructor, EventSource);
    const source = new EventSource('sse', { withCredentials: true });
    same('instance', source instanceof EventSource && source instanceof EventTarget, true);
    same('its constructor', source.constructor, EventSource);
    same('tag', Object.prototype.toString.call(source), '[object EventSource]');
    same('url', source.url, new URL('sse', document.baseURI).href);
    same('credentials', source.withCredentials, true);
    same('own keys', Object.keys(source).length, 0);
    class Mine extends WebSocket { mine = true }
    const socket = new Mine('ws', ['chat']);
    same('subclass', socket instanceof Mine && socket instanceof WebSocket && socket.mine, true);
    const refused = (call: () => unknown) => { try { call(); return 'nothing'; } catch (error) { return (error as Error).name; } };
    same('without new', refused(() => (EventSource as unknown as () => void)()), 'TypeError');
    same('no url', refused(() => new (WebSocket as unknown as new () => WebSocket)()), 'TypeError');
    same('wrong url', refused(() => new EventSource('http://')), 'SyntaxError');
    same('wrong owner', refused(() => EventSource.prototype.close.call({} as EventSource)), 'TypeError');
    const response = await fetch('short');
    same('response', response instanceof Response && response.constructor === Response, true);
    same('type', response.type, 'cors');
    same('own keys of it', Object.getOwnPropertyNames(response).length, 0);
    same('body', response.body === response.body && response.body instanceof ReadableStream, true);
    same('unused', response.bodyUsed, false);
    same('clone', (await response.clone().json()).answer, 42);
    same('bytes', response.body?.getReader({ mode: 'byob' }) instanceof ReadableStreamBYOBReader, true);
    const promise = fetch('short');
    same('promise', promise instanceof Promise, true);
    await promise;
    same('rejection', (await fetch('http://').catch((error) => error)) instanceof TypeError, true);
    console.log('looked');
    source.close();`);
  await expect.poll(() => stage.logged()).toEqual([['log', 'looked']]);
  expect(await stage.errors()).toEqual([]);
});
