/** One request answered by one transport, without the rest of the server. */
import http from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Exchange } from '../../sandbox-server/exchange.ts';
import { Metrics } from '../../sandbox-server/metrics.ts';
import { optionsWith } from '../../sandbox-server/options.ts';
import type { RunningTopic } from '../../sandbox-server/running-topic.ts';
import { type OpenConnection, Space } from '../../sandbox-server/space.ts';
import { ManualClock } from './manual-clock.ts';

/** The whole answer of a transport; `act` is called in the turn of the request, with the connection that is held by then. */
export async function answerOf(
  serve: (exchange: Exchange) => unknown,
  topic: RunningTopic,
  act: (connection: OpenConnection) => void,
): Promise<Response> {
  const server = http.createServer((request, response) => {
    const { exchange, held } = exchangeOf(request, response, topic);
    void serve(exchange);
    const [connection] = held;
    if (connection === undefined) throw new Error('The connection was not held.');
    act(connection);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const response = await fetch(`http://localhost:${port}`);
    return new Response(await response.text(), response);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** What a transport holds for a client that had left before it was asked. */
export async function heldForNobody(
  serve: (exchange: Exchange) => unknown,
  topic: RunningTopic,
): Promise<readonly OpenConnection[]> {
  const request = new http.IncomingMessage(new Socket());
  const response = new http.ServerResponse(request);
  response.destroy();
  const { exchange, held } = exchangeOf(request, response, topic);
  await serve(exchange);
  return held;
}

function exchangeOf(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  topic: RunningTopic,
): { exchange: Exchange; held: readonly OpenConnection[] } {
  const options = optionsWith({});
  const clock = new ManualClock();
  const space = new Space({ id: 'any', seed: 'any', options, clock });
  const held: OpenConnection[] = [];
  const hold = (connection: OpenConnection) => {
    held.push(connection);
    return () => {};
  };
  const pass = { space, address: '', origin: undefined, hold };
  const service = { options, clock, metrics: new Metrics() };
  const exchange = { request, response, pass, topic, query: new URLSearchParams(), service };
  return { exchange, held };
}
