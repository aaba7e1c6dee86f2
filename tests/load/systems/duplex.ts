/** The live server of this repository: topic `chat`, one space and room for each channel. */
import { access } from 'node:fs/promises';
import type { Channel, Transport } from '../job.ts';
import { NodeServer } from '../processes/node-server.ts';
import { accepts } from '../processes/ready.ts';
import type { PortRange, RunningSystem, System } from './system.ts';

const main = new URL('../../../sandbox-server/main.ts', import.meta.url);
const withoutLayer = new URL('../processes/without-layer.ts', import.meta.url);

/** Limits that protect a classroom, raised for a bench; see `--help`. */
const limits = {
  'max-connections-per-space': 20_000,
  'max-connections-per-address': 20_000,
  'max-sockets': 20_000,
  'requests-per-second': 1_000_000,
  'messages-per-second': 1_000_000,
};

async function start(script: URL, ports: PortRange): Promise<RunningSystem> {
  const site = await ports.take(3);
  const live = site + 2;
  const flags = Object.entries({ port: site, ...limits }).map(
    ([name, value]) => `--${name}=${value}`,
  );
  const server = await NodeServer.start(script, flags, () => accepts(live));
  return {
    pids: () => [server.pid],
    memory: () => server.memory(),
    stop: () => server.stop(),
    channel: async (transport: Transport): Promise<Channel> => {
      const response = await fetch(`http://127.0.0.1:${site}/api/spaces`, { method: 'POST' });
      if (!response.ok) throw new Error(`A space was refused: ${await response.text()}`);
      const { id } = (await response.json()) as { id: string };
      const topic = 'chat?room=bench';
      return {
        transport,
        subscribe: { port: live, path: `/s/${id}/${transport}/${topic}` },
        publish: {
          port: live,
          path: `/s/${id}/send/${topic}`,
          around: ['{"event":"say","data":', '}'],
        },
      };
    },
  };
}

async function missing(): Promise<string | undefined> {
  try {
    await access(main);
    return undefined;
  } catch {
    return 'sandbox-server/main.ts is not there';
  }
}

export const duplex: System = {
  name: 'Duplex',
  transports: ['sse', 'ws'],
  missing,
  start: (ports) => start(main, ports),
};

/** The same without what watches and breaks connections; no system of its own, but what that costs is measured by it. */
export const duplexWithoutLayer: System = {
  ...duplex,
  name: 'Duplex without the layer',
  start: (ports) => start(withoutLayer, ports),
};
