/** One request answered by one transport, without the rest of the server. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
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
  const options = optionsWith({});
  const clock = new ManualClock();
  const space = new Space({ id: 'any', seed: 'any', options, clock });
  const server = http.createServer((request, response) => {
    let connection: OpenConnection | undefined;
    const hold = (one: OpenConnection) => {
      connection = one;
      return () => {};
    };
    const pass = { space, address: '', origin: undefined, hold };
    const service = { options, clock, metrics: new Metrics() };
    const query = new URLSearchParams();
    void serve({ request, response, pass, topic, query, service });
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
