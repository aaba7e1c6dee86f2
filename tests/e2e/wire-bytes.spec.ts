/** What the Wire panel shows, against bytes that a proxy between browser and server took down by itself. */
import { type Browser, chromium, type Locator } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';
import { expect, test } from '../support/duplex.ts';
import { hostRules, roomHost } from '../support/hosts.ts';
import { Sandbox } from '../support/sandbox.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { afterHead, SpyingProxy } from '../support/spying-proxy.ts';

let server: ServerProcess;
let proxy: SpyingProxy;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServerProcess(['--max-message-bytes', '200000']);
  proxy = await SpyingProxy.before(server.ports.live);
  const { args = [], ...launch } = launchOptions();
  // The live origin's name and port lead to the proxy instead.
  const detour = `MAP ${roomHost}:${server.ports.live} 127.0.0.1:${proxy.port}, ${hostRules}`;
  browser = await chromium.launch({
    ...launch,
    args: [...args, `--host-resolver-rules=${detour}`],
  });
});
test.afterAll(async () => {
  await browser.close();
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function runCode(code: string): Promise<Sandbox> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const path = `http://${roomHost}:${server.ports.site}/playground/side-by-side/`;
  const sandbox = await Sandbox.at(page, path, 'Two transports side by side');
  await sandbox.write(code);
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  return sandbox;
}

/** A record as the panel shows it: its bytes as far as they are kept, and its parts by their names. */
interface Shown {
  bytes: Buffer;
  valueOf(part: string): Promise<string>;
  /** Where a part's bytes begin and how many they are, counted from what the hex view marks. */
  marked(part: string): Promise<Buffer>;
}

async function open(sandbox: Sandbox, row: RegExp): Promise<Shown> {
  const { wire } = sandbox;
  await wire.getByRole('row', { name: row }).first().click();
  const record = wire.getByRole('region', { name: /^Record / });
  const part = (name: string): Locator =>
    record
      .getByRole('listitem')
      .filter({ has: record.page().getByRole('button', { name, exact: true }) });
  const hex = async (of: Locator) =>
    Buffer.from((await of.allTextContents()).join('').replaceAll(/\s/g, ''), 'hex');
  return {
    bytes: await hex(record.locator('.wire-hex-bytes')),
    valueOf: async (name) => (await part(name).locator('.wire-value').textContent()) ?? '',
    marked: async (name) => {
      await record.getByRole('button', { name, exact: true }).focus();
      await expect(part(name)).toHaveAttribute('data-active', 'true');
      return hex(record.locator('.wire-hex-bytes [data-active=true]'));
    },
  };
}

/** Length classes of RFC 6455 §5.2: payload, and the header's size from a client, which masks, and from the server. */
const classes = [
  { payload: 125, up: 6, down: 2 },
  { payload: 126, up: 8, down: 4 },
  { payload: 65_535, up: 8, down: 4 },
  { payload: 65_536, up: 14, down: 10 },
];
/** `{"event":"say","data":{"text":"…"}}` without its text. */
const around = JSON.stringify({ event: 'say', data: { text: '' } }).length;

test('frame headers of 6, 8 and 14 bytes to the server, each with its masking key', async () => {
  const texts = classes.map(({ payload }) => payload - around);
  const sandbox = await runCode(`
    const socket = new WebSocket('ws/echo');
    socket.onopen = () => {
      for (const length of [${texts}])
        socket.send(JSON.stringify({ event: 'say', data: { text: 'x'.repeat(length) } }));
    };
  `);
  let rest: Buffer = Buffer.alloc(0);
  const frames = classes.reduce((sum, { payload, up }) => sum + payload + up, 0);
  await expect
    .poll(() => {
      rest = afterHead(proxy.find(/ws\/echo/)?.up ?? Buffer.alloc(0));
      return rest.length;
    })
    .toBe(frames);
  for (const { payload, up } of classes) {
    const captured = rest.subarray(0, up + payload);
    rest = rest.subarray(up + payload);
    const shown = await open(sandbox, new RegExp(`to the server.*frame.*text, ${payload} bytes`));
    expect(shown.bytes).toEqual(captured.subarray(0, shown.bytes.length));
    expect(shown.bytes.length).toBeGreaterThan(up);
    const key = captured.subarray(up - 4, up);
    expect(await shown.marked('masking key')).toEqual(key);
    expect((await shown.valueOf('masking key')).replaceAll(' ', '')).toBe(key.toString('hex'));
    expect(await shown.valueOf('MASK')).toBe('1');
    const masked = await shown.marked('payload data, masked');
    expect(shown.bytes.length - masked.length).toBe(up);
    // The key turns it back into what the page sent.
    const opened = masked.map((byte, index) => byte ^ (key[index % 4] ?? 0));
    expect(Buffer.from(opened).toString()).toMatch(/^\{"event":"say","data":\{"text":"x+/);
  }
  await sandbox.root.page().close();
});

test('frame headers of 2, 4 and 10 bytes to the client, without a mask', async () => {
  const before = proxy.connections.length;
  // What surrounds the text in an answer is known once one has come.
  const sandbox = await runCode(`
    const socket = new WebSocket('ws/echo');
    const lengths = [${classes.map(({ payload }) => payload)}];
    const say = (length) => socket.send(JSON.stringify({ event: 'say', data: { text: 'y'.repeat(length) } }));
    let around;
    socket.onopen = () => say(0);
    socket.onmessage = ({ data }) => {
      if (!data.startsWith('{"id"')) return;
      around ??= data.length;
      const next = lengths.shift();
      if (next !== undefined) say(next - around);
      else console.log('all said');
    };
  `);
  await sandbox.tab('Console').click();
  await expect(sandbox.console).toContainText('all said');
  await sandbox.tab('Wire').click();
  const tapped = proxy.connections.slice(before).find(({ up }) => up.includes('ws/echo'));
  const captured = afterHead(tapped?.down ?? Buffer.alloc(0));
  for (const { payload, down } of classes) {
    const shown = await open(
      sandbox,
      new RegExp(`to the client.*frame.*text, ${payload} bytes: ."id"`),
    );
    const at = captured.indexOf(shown.bytes);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(await shown.valueOf('MASK')).toBe('0');
    const data = await shown.marked('payload data');
    expect(shown.bytes.length - data.length).toBe(down);
    // The whole of it is there, and then the next frame begins.
    const next = captured.subarray(at + down + payload)[0];
    expect([undefined, 0x81]).toContain(next);
  }
  await sandbox.root.page().close();
});

test('an event stream is shown chunk by chunk as it crossed', async () => {
  const sandbox = await runCode("new EventSource('sse/clock?every=200');");
  const tick = /to the client.*chunk.*event: tick/;
  await expect(sandbox.wire.getByRole('row', { name: tick }).nth(1)).toBeAttached();
  const shown = await open(sandbox, tick);
  await sandbox.button('Stop').click();
  const captured = afterHead(proxy.of(/sse\/clock/).down);
  const at = captured.indexOf(shown.bytes);
  expect(at).toBeGreaterThanOrEqual(0);
  // RFC 9112 §7.1: the size in hexadecimal, a line end, so many bytes, a line end.
  const sizeEnd = captured.indexOf('\r\n', at);
  const size = Number.parseInt(captured.subarray(at, sizeEnd).toString(), 16);
  const chunk = captured.subarray(at, sizeEnd + 2 + size + 2);
  expect(shown.bytes).toEqual(chunk);
  expect(await shown.marked('chunk size')).toEqual(captured.subarray(at, sizeEnd + 2));
  expect(await shown.valueOf('chunk size')).toContain(`${size} bytes`);
  expect(await shown.marked('end of chunk')).toEqual(Buffer.from('\r\n'));
  const data =
    chunk
      .toString()
      .split('\n')
      .find((line) => line.startsWith('data: ')) ?? '';
  expect((await shown.marked('data field')).toString()).toBe(`${data}\n`);
  await sandbox.root.page().close();
});
