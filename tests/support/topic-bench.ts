/** A topic's behaviour alone, without a server: time, chance and the log are the test's. */
import type { Topic } from '../../sandbox-server/define-topic.ts';
import type { LogEntry } from '../../sandbox-server/logs/log.ts';
import { MemoryLog } from '../../sandbox-server/logs/memory-log.ts';
import { seededRandom } from '../../sandbox-server/random.ts';
import { RunningTopic } from '../../sandbox-server/running-topic.ts';
import { readParams } from '../../sandbox-server/validation.ts';
import { ManualClock } from './manual-clock.ts';

export class TopicBench {
  readonly clock = new ManualClock();
  readonly #log: MemoryLog;
  readonly #topic: RunningTopic;

  /** `query` as in a URL: what is not given has the contract's default. */
  constructor(topic: Topic, query = '', seed = 'seed') {
    this.#log = new MemoryLog({ epoch: 'epoch', capacity: 10_000, clock: this.clock });
    this.#topic = new RunningTopic({
      topic,
      params: readParams(topic.contract, new URLSearchParams(query)),
      log: this.#log,
      clock: this.clock,
      random: seededRandom(seed),
    });
  }

  /** Gives it a client's message; resolves to the event's id. */
  send(message: string, data: unknown): Promise<string> {
    return this.#topic.send(message, data);
  }

  /** All events so far. */
  async entries(): Promise<readonly LogEntry[]> {
    return (await this.#log.read(0)).entries;
  }

  /** The same as pairs of name and data. */
  async events(): Promise<[event: string, data: unknown][]> {
    return (await this.entries()).map(({ event, data }) => [event, data]);
  }

  /** Nobody has followed for long: what repeats pauses. */
  sleep(): void {
    this.#topic.sleep();
  }

  /** Somebody asks again. */
  async wake(): Promise<void> {
    await this.#topic.read({ kind: 'none' });
  }

  close(): Promise<void> {
    return this.#topic.close();
  }
}
