/** Serves the built runner, and the page around it, from origins of their own. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');
const types = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
]);

interface Server extends AsyncDisposable {
  port: number;
}

async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * @param policy for the header; undefined: there is none
 * @param livePort for the policy, which names the live origin by the host that the request names
 */
export function serveRunner(
  directory: string,
  policy: string | undefined,
  livePort: number,
): Promise<Server> {
  return serve((request, response) => {
    const { pathname, hostname } = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const live = `${hostname}:${livePort}`;
    readFile(join(directory, pathname)).then(
      (content) => {
        response.setHeader('content-type', types.get(extname(pathname)) ?? 'application/json');
        const filled = policy
          ?.replaceAll('{live-ws}', `ws://${live}`)
          .replaceAll('{live}', `http://${live}`);
        if (filled !== undefined) response.setHeader('content-security-policy', filled);
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
}

export async function serveStage(): Promise<Server> {
  const script = await bundleStage();
  return serve((request, response) => {
    if (request.url === '/stage.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else {
      response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Stage</title>
<textarea aria-label="Editor"></textarea>
<iframe title="Preview" sandbox="allow-scripts allow-same-origin allow-forms allow-modals" style="width: 600px; height: 400px"></iframe>
<script type="module" src="/stage.js"></script>`);
    }
  });
}

/** A server of somebody else's, which must never be asked for anything. */
export async function serveElsewhere(): Promise<Server & { requests: string[] }> {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('caught');
  });
  return { ...server, requests };
}

async function bundleStage(): Promise<string> {
  const output = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.SANDPACK_CLIENT_VERSION': '"2"' },
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(root, 'tests/support/runner/stage-page.ts') },
    },
  });
  const chunks = [output].flat().flatMap((result) => ('output' in result ? result.output : []));
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry);
  if (entry?.type !== 'chunk') throw new Error('The stage was not built.');
  return entry.code;
}
