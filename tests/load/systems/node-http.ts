/** Bare `node:http`: the event is formatted and encoded once and written to each response. */
import type { ServerResponse } from 'node:http';
import { serveBare, startBare } from '../processes/bare-server.ts';
import type { System } from './system.ts';

export const nodeHttp: System = {
  name: 'node:http',
  transports: ['sse'],
  missing: async () => undefined,
  start: (ports) => startBare(import.meta.url, ports),
};

if (import.meta.main) {
  const responses = new Set<ServerResponse>();
  let lastId = 0;
  const publish = (data: string) => {
    const event = Buffer.from(`id: ${++lastId}\nevent: said\ndata: ${data}\n\n`);
    for (const response of responses) response.write(event);
  };
  serveBare(publish, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    responses.add(response);
    response.on('close', () => responses.delete(response));
  });
}
