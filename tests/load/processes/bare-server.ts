import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { Channel, Transport } from '../job.ts';
import type { PortRange, RunningSystem } from '../systems/system.ts';
import { NodeServer } from './node-server.ts';
import { accepts } from './ready.ts';

/** Reads the body of a publish; the data of an event, as it is. */
async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  for await (const text of request) body += text;
  return body;
}

/**
 * The least that a server needs around a library that is measured: `POST /publish` gives its body to
 * `publish` and is answered 202, everything else is `follow`'s.
 */
export function serveBare(publish: (data: string) => void, follow: RequestListener): Server {
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return follow(request, response);
    publish(await readBody(request));
    response.writeHead(202, { 'content-length': '0' }).end();
  });
  return server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 4096 });
}

/** Runs a file of this folder as a server; it is told its port by its first argument. */
export async function startBare(script: string, ports: PortRange): Promise<RunningSystem> {
  const port = await ports.take(1);
  const server = await NodeServer.start(new URL(script), [String(port)], () => accepts(port));
  return {
    pids: () => [server.pid],
    memory: () => server.memory(),
    stop: () => server.stop(),
    channel: async (transport: Transport): Promise<Channel> => ({
      transport,
      subscribe: { port, path: '/follow' },
      publish: { port, path: '/publish', around: ['', ''] },
    }),
  };
}
