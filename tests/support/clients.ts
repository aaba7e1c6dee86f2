/** Real clients of every kind, behind one interface: a test over `clients` runs on every transport. */
import { eventSourceClient, fetchClient } from './clients/event-stream.ts';
import type { Client } from './clients/following.ts';
import { longPollClient, pollClient } from './clients/polling.ts';
import { jsonWebSocketClient, messagePackClient } from './clients/web-socket.ts';

export const clients: readonly Client[] = [
  eventSourceClient,
  fetchClient,
  jsonWebSocketClient,
  messagePackClient,
  longPollClient,
  pollClient,
];

export type { Client, Following, SeenEvent } from './clients/following.ts';
