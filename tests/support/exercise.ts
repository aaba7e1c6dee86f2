/** Makes something happen in any topic, by its messages and by time. */
import type { Contract } from '../../sandbox-server/contract.ts';
import { contracts, type TopicName } from '../../sandbox-server/topics/index.ts';
import { poll } from './clients/polling.ts';
import { type LiveServer, type Space, send } from './live-server.ts';
import { sampleOf, validData } from './valid-data.ts';

/** Gives a message to a topic and resolves to the id that it was acknowledged with. */
export type Say = (event: string, data: unknown) => Promise<string>;

/** A message that was taken, and the id of the event that it became. */
export interface Said {
  message: string;
  data: unknown;
  id: string;
}

/**
 * Messages for which valid data alone is not enough, because the topic looks at what was before. By topic and message:
 * makes the data fit, given valid data and a way to say what must be said first.
 */
const fitting = new Map<string, (data: object, say: Say) => Promise<object>>([
  [
    'chat edit',
    async (data, say) => {
      const { from } = data as { from: string };
      return { ...data, message: await say('say', { from, text: 'to be edited' }) };
    },
  ],
  // One job at a time, so each is over before the next begins.
  ['progress start', async () => ({ steps: 4, stepTime: 500 })],
]);

/** The contract of a topic that is known to exist. */
export function contractOf(name: TopicName): Contract {
  const contract = contracts.get(name);
  if (contract === undefined) throw new Error(`There is no contract "${name}".`);
  return contract;
}

/**
 * Sends each of the topic's messages once, with valid data, and lets three seconds pass: every topic has more events
 * than before. Other seeds send other data.
 */
export async function exercise(
  server: LiveServer,
  space: Space,
  name: TopicName,
  options: { seed?: number; topic?: string; say?: Say } = {},
): Promise<Said[]> {
  const { seed = 1, topic = name } = options;
  const say = options.say ?? ((event, data) => send(space, topic, event, data));
  const said: Said[] = [];
  // A topic begins when it is first asked for.
  await poll(space.base, topic);
  for (const [message, schema] of Object.entries(contractOf(name).messages)) {
    const [valid] = sampleOf(validData(schema), 1, seed) as [object];
    const data = (await fitting.get(`${name} ${message}`)?.(valid, say)) ?? valid;
    said.push({ message, data, id: await say(message, data) });
  }
  for (let second = 0; second < 3; second += 1) {
    server.clock.advance(1000);
    // What time made happen goes out in a turn of its own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return said;
}
