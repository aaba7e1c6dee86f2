/** How the server refuses to open a WebSocket. */
import { WebSocket } from 'ws';
import type { RefusalAnswer } from './live-server.ts';

export interface RefusedUpgrade {
  status: number;
  retryAfter: string | null;
  body: RefusalAnswer;
}

/** Asks for a WebSocket that must be refused; from another of this machine's addresses if told so. */
export async function refusedUpgrade(url: string, localAddress?: string): Promise<RefusedUpgrade> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), localAddress ? { localAddress } : {});
  const { promise, resolve, reject } = Promise.withResolvers<RefusedUpgrade>();
  socket.on('open', () => {
    socket.terminate();
    reject(new Error('The WebSocket was opened.'));
  });
  // Giving up on the handshake below is told as an error, too.
  socket.on('error', reject);
  socket.on('unexpected-response', async (_, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    resolve({
      status: response.statusCode ?? 0,
      retryAfter: response.headers['retry-after'] ?? null,
      body: JSON.parse(Buffer.concat(chunks).toString()) as RefusalAnswer,
    });
    socket.terminate();
  });
  return promise;
}
