/** Channels of `better-sse` as its documentation shows them, with an id of our own instead of a UUID. */
import { createChannel, createSession } from 'better-sse';
import { serveBare, startBare } from '../processes/bare-server.ts';
import type { System } from './system.ts';

export const betterSse: System = {
  name: 'better-sse',
  transports: ['sse'],
  missing: async () => undefined,
  start: (ports) => startBare(import.meta.url, ports),
};

if (import.meta.main) {
  const channel = createChannel();
  let lastId = 0;
  const publish = (data: string) => {
    channel.broadcast(JSON.parse(data), 'said', { eventId: String(++lastId) });
  };
  serveBare(publish, async (request, response) => {
    channel.register(await createSession(request, response));
  });
}
