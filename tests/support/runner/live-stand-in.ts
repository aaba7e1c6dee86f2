/** A small server in the place of the live one: streams of every kind, and a count of what is open. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface LiveStandIn extends AsyncDisposable {
  port: number;
  /** How many of each are open now. */
  open: { sse: number; ws: number; stream: number };
  /** How many of each were opened so far. */
  opened: { sse: number; ws: number; stream: number };
  /** `Origin` headers of the connections, in order. */
  origins: string[];
  /** Paths of all requests, upgrades included. */
  requests: string[];
}

type Kind = keyof LiveStandIn['open'];

export async function startLiveStandIn(): Promise<LiveStandIn> {
  const open = { sse: 0, ws: 0, stream: 0 };
  const opened = { sse: 0, ws: 0, stream: 0 };
  const origins: string[] = [];
  const requests: string[] = [];
  const begin = (kind: Kind, request: IncomingMessage): (() => void) => {
    open[kind] += 1;
    opened[kind] += 1;
    origins.push(String(request.headers.origin));
    return () => {
      open[kind] -= 1;
    };
  };

  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    answer(request, response, begin);
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    requests.push(request.url ?? '');
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('close', begin('ws', request));
      client.send('hello');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    open,
    opened,
    origins,
    requests,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  begin: (kind: Kind, request: IncomingMessage) => () => void,
): void {
  switch (new URL(request.url ?? '', 'http://live').pathname) {
    case '/s/space/sse':
      response.on('close', begin('sse', request));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('id: 1\nevent: tick\ndata: {"count":1}\n\n');
      break;
    case '/s/space/no-stream':
      response.writeHead(204).end();
      break;
    case '/s/space/stream':
      response.on('close', begin('stream', request));
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('first\n');
      break;
    case '/s/space/short':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"answer":42}');
      break;
    case '/s/space/broken':
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('first\n', () => setTimeout(() => response.destroy(), 100));
      break;
    default:
      response.writeHead(404).end();
  }
}
