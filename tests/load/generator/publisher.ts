import { Agent, request } from 'node:http';
import type { Channel } from '../job.ts';
import { eventData } from './event-data.ts';

/** Publishes events over connections that are kept alive. */
export class Publisher {
  readonly #channel: Channel;
  readonly #agent: Agent;
  #next = 0;

  /** `connections`: how many publishes can be under way; further ones wait their turn. */
  constructor(channel: Channel, connections: number) {
    this.#channel = channel;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Publishes so far; also the number of the next event. */
  get published(): number {
    return this.#next;
  }

  /** Publishes the next event; settles when the server has answered. */
  publish(): Promise<void> {
    const { port, path, around } = this.#channel.publish;
    const body = around[0] + eventData(this.#next++) + around[1];
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const outgoing = request(
      { agent: this.#agent, host: '127.0.0.1', port, path, method: 'POST', headers },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          answer += text;
        });
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve();
          else reject(new Error(`publishing was answered ${status}: ${answer}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
    return promise;
  }

  /** Keeps `inFlight` publishes under way for `duration` milliseconds. */
  async publishFor(duration: number, inFlight: number): Promise<void> {
    const end = performance.now() + duration;
    const publishUntilEnd = async () => {
      while (performance.now() < end) await this.publish();
    };
    await Promise.all(Array.from({ length: inFlight }, publishUntilEnd));
  }

  close(): void {
    this.#agent.destroy();
  }
}
