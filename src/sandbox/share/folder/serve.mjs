/**
 * Shows the page in page/ to your browser, without types, and hands what it asks for, such as sse/clock or ws/chat,
 * on to a space of its own on a Duplex server. Needs Node 22.13 or newer, and nothing else.
 *
 *     node serve.mjs                           with the server that package.json names
 *     node serve.mjs http://localhost:4321     with another one
 */
import { readFile } from 'node:fs/promises';
import { createServer, request as requestPlain, STATUS_CODES } from 'node:http';
import { request as requestSecure } from 'node:https';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream';

const folder = join(import.meta.dirname, 'page');
const settings = JSON.parse(await readFile(join(import.meta.dirname, 'package.json'), 'utf8'));
const duplex = process.argv[2] ?? settings.config.duplex;
const topics = /^\/(sse|ws|poll|long-poll|send)\/|^\/compose\?/;
const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.ts', 'text/javascript; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
]);

const server = createServer(async (incoming, response) => {
  try {
    if (!isOurs(incoming)) return refuse(response, 403, `Open ${address()} instead.`);
    const target = targetOf(incoming);
    if (topics.test(target)) await handOn(incoming, response, target);
    else await sendFile(incoming, response, pathOf(target));
  } catch (error) {
    console.error(`${incoming.url}: ${error.message}`);
    refuse(response, error.status ?? 500, error.message);
  }
});

server.on('upgrade', async (incoming, socket, head) => {
  socket.on('error', () => socket.destroy());
  if (!isOurs(incoming)) return socket.destroy();
  try {
    const outgoing = await requestTo(targetOf(incoming), incoming);
    outgoing.on('error', () => socket.destroy());
    outgoing.on('response', () => socket.destroy());
    outgoing.on('upgrade', (answer, upstream, first) => {
      const lines = answer.rawHeaders.map((text, index) => text + (index % 2 ? '\r\n' : ': '));
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      socket.write(first);
      upstream.write(head);
      pipeline(upstream, socket, () => {});
      pipeline(socket, upstream, () => {});
    });
    outgoing.end();
  } catch (error) {
    console.error(`${incoming.url}: ${error.message}`);
    const status = error.status ?? 500;
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  }
});

/** Other pages in your browser cannot use this server, whatever name they reach it by. */
function isOurs({ headers }) {
  const { port } = server.address();
  if (headers.host !== `localhost:${port}`) return false;
  return headers.origin === undefined || headers.origin === `http://localhost:${port}`;
}

function address() {
  return `http://localhost:${server.address().port}/`;
}

function problem(status, reason) {
  return Object.assign(new Error(reason), { status });
}

/** Path and query of what is asked for. No `..` is left in them that would lead out of the space. */
function targetOf({ url }) {
  const { origin } = new URL(address());
  const target = URL.parse(url, origin);
  if (target?.origin !== origin) throw problem(400, 'There is no path in what was asked for.');
  return target.pathname + target.search;
}

function pathOf(target) {
  try {
    return decodeURIComponent(target.replace(/\?.*/, ''));
  } catch {
    throw problem(400, 'The path is not percent-encoded as UTF-8.');
  }
}

function refuse(response, status, reason) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

async function sendFile(incoming, response, path) {
  const found = await findFile(path === '/' ? '/index.html' : path);
  if (path === '/') await checkSpace();
  if (!found) return refuse(response, 404, `There is no ${path} in ${folder}.`);
  let type = types.get(found.extension) ?? 'application/octet-stream';
  let content = found.content;
  const isImported = incoming.headers['sec-fetch-dest'] === 'script';
  if (found.extension === '.ts') content = withoutTypes(String(content));
  if (isImported && (found.extension === '.css' || found.extension === '.json')) {
    content = moduleOf(found);
    type = 'text/javascript; charset=utf-8';
  }
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(content);
}

/** Every line stays where it is, unless there are enums and the like, which are more than types. */
function withoutTypes(code) {
  try {
    return stripTypeScriptTypes(code);
  } catch {
    return stripTypeScriptTypes(code, { mode: 'transform' });
  }
}

/** A script may leave the extension out, and import style sheets and JSON. */
async function findFile(path) {
  const names = [path, `${path}.ts`, `${path}.js`, `${path}.mjs`, `${path}.json`];
  names.push(path.replace(/\.m?js$/, '.ts'), `${path}/index.ts`, `${path}/index.js`);
  for (const name of names) {
    const file = join(folder, name);
    if (!file.startsWith(folder + sep)) return undefined;
    const content = await readFile(file).catch(() => undefined);
    if (content !== undefined) return { content, extension: extname(file) };
  }
  return undefined;
}

function moduleOf({ content, extension }) {
  const text = JSON.stringify(String(content));
  return extension === '.json'
    ? `export default JSON.parse(${text});`
    : `const style = document.createElement('style');\nstyle.textContent = ${text};\ndocument.head.append(style);`;
}

let space;

/** A server forgets a space that nobody uses for a while, and all of them when it starts again. */
async function checkSpace() {
  try {
    const known = space && (await fetch(new URL(`/api/spaces/${space.id}/faults`, duplex)));
    if (known?.ok) return;
    const answer = await fetch(new URL('/api/spaces', duplex), { method: 'POST' });
    if (!answer.ok) throw new Error(await answer.text());
    space = await answer.json();
    console.log(`Its space: ${space.base}`);
  } catch (error) {
    console.error(`The Duplex server at ${duplex} gives no space: ${error.cause ?? error.message}`);
  }
}

/** The same request to the space. Its origin, which the server would not know, was checked here. */
async function requestTo(path, incoming) {
  if (!space) await checkSpace();
  if (!space) {
    throw problem(502, `Start the Duplex server at ${duplex}, then reload the page.`);
  }
  const { origin, host, ...headers } = incoming.headers;
  const target = new URL(`.${path}`, space.base);
  const request = target.protocol === 'https:' ? requestSecure : requestPlain;
  return request(target, { method: incoming.method, headers });
}

async function handOn(incoming, response, path) {
  const outgoing = await requestTo(path, incoming);
  outgoing.on('error', (error) => refuse(response, 502, error.message));
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    response.flushHeaders();
    pipeline(answer, response, () => {});
  });
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

// Another port when this one is taken.
server.once('error', () => server.listen(0, 'localhost'));
server.on('listening', () => console.log(`Open ${address()}  (Ctrl+C stops it)`));
server.listen(8080, 'localhost');
