/** Bare `ws`: one buffer for all, sent to each client as text, which is the fastest way it documents. */
import { WebSocketServer } from 'ws';
import { serveBare, startBare } from '../processes/bare-server.ts';
import type { System } from './system.ts';

export const ws: System = {
  name: 'ws',
  transports: ['ws'],
  missing: async () => undefined,
  start: (ports) => startBare(import.meta.url, ports),
};

if (import.meta.main) {
  const publish = (data: string) => {
    const message = Buffer.from(data);
    for (const client of webSockets.clients) client.send(message, { binary: false });
  };
  const server = serveBare(publish, (_request, response) => response.writeHead(404).end());
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false });
}
