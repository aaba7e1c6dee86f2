/**
 * The publishers of a fan-out: a thread of their own, so that an answer is seen at once, also while
 * the thread that reads is busy.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Channel } from '../job.ts';
import { Publisher } from './publisher.ts';

interface Order {
  /** In milliseconds; 0 publishes one event for each connection. */
  duration: number;
}

type Answer = { published: number } | { failed: string };

/** The main thread's handle on the publishers. */
export class PublisherThread {
  readonly #worker: Worker;

  constructor(channel: Channel, inFlight: number) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: { channel, inFlight } });
  }

  /** Publishes for `duration` milliseconds; gives the number of events published since the start. */
  publishFor(duration: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#worker.once('message', (answer: Answer) => {
      if ('published' in answer) resolve(answer.published);
      else reject(new Error(answer.failed));
    });
    this.#worker.once('error', reject);
    this.#worker.postMessage({ duration } satisfies Order);
    return promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

if (parentPort) {
  const port = parentPort;
  const { channel, inFlight } = workerData as { channel: Channel; inFlight: number };
  const publisher = new Publisher(channel, inFlight);
  port.on('message', async ({ duration }: Order) => {
    try {
      if (duration === 0)
        await Promise.all(Array.from({ length: inFlight }, () => publisher.publish()));
      else await publisher.publishFor(duration, inFlight);
      port.postMessage({ published: publisher.published } satisfies Answer);
    } catch (error) {
      port.postMessage({ failed: String(error) } satisfies Answer);
    }
  });
}
