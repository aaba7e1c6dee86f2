/** Somebody in a space of their own, who must not notice what others do to the server. */
import { createParser } from 'eventsource-parser';
import { WebSocket } from 'ws';
import { createSpace, type ServerProcess } from './server-process.ts';

/** What one transport brought. */
interface Following {
  /** The event ids in the order in which they came. */
  ids: string[];
  /** Why it ended, which it must not. */
  ending: string | null;
}

const topic = 'ticker?rate=20';

/** An event that came later than this after the one before it means that the server stood still, in milliseconds. */
const longestStandstill = 4000;

/** Events that are there already arrive within this, in milliseconds. */
const longestWait = 8000;

/** Follows a ticker of 20 events a second as an event stream and over a WebSocket for as long as it lives. */
export class Bystander implements Disposable {
  readonly #base: string;
  readonly #stopStream = new AbortController();
  readonly #webSocket: WebSocket;
  readonly #stream: Following = { ids: [], ending: null };
  readonly #frames: Following = { ids: [], ending: null };
  /** When the server had each event happen, by the server's clock. */
  readonly #times: number[] = [];
  #waiting: (() => void)[] = [];

  private constructor(base: string) {
    this.#base = base;
    this.#webSocket = new WebSocket(`${base.replace(/^http/, 'ws')}/ws/${topic}`);
    this.#webSocket.on('message', (data) => {
      const { id, time } = JSON.parse(String(data)) as { id: string; time: number };
      this.#times.push(time);
      this.#note(this.#frames, id);
    });
    this.#webSocket.on('close', (code, reason) => this.#end(this.#frames, `${code} ${reason}`));
    this.#webSocket.on('error', (error) => this.#end(this.#frames, error.message));
    this.#readStream().catch((error: unknown) => this.#end(this.#stream, String(error)));
  }

  /** Resolves when both transports have brought something. */
  static async follow(server: ServerProcess): Promise<Bystander> {
    const bystander = new Bystander(`${server.urls.live}/s/${await createSpace(server)}`);
    await bystander.#until(({ ids }) => ids.length > 0);
    return bystander;
  }

  /** Fails unless both transports brought every event up to now, each once and in order, and still go on. */
  async verify(): Promise<void> {
    const response = await fetch(`${this.#base}/poll/${topic}`);
    const { next } = (await response.json()) as { next: string };
    await this.#until(
      ({ ids }) => (ids.at(-1) ?? '') !== '' && numberOf(ids.at(-1)) >= numberOf(next),
    );
    for (const { ids } of [this.#stream, this.#frames]) {
      const [epoch = '', first = ''] = ids[0]?.split('-') ?? [];
      const expected = ids.map((_, index) => `${epoch}-${Number(first) + index}`);
      const wrong = ids.findIndex((id, index) => id !== expected[index]);
      if (wrong !== -1) throw new Error(`${ids[wrong - 1]} was followed by ${ids[wrong]}.`);
    }
    const pauses = this.#times.map((time, index) => time - (this.#times[index - 1] ?? time));
    const longest = Math.max(...pauses);
    if (longest > longestStandstill) throw new Error(`Nothing happened for ${longest} ms.`);
  }

  [Symbol.dispose](): void {
    this.#stopStream.abort();
    this.#webSocket.terminate();
  }

  async #readStream(): Promise<void> {
    const { signal } = this.#stopStream;
    const response = await fetch(`${this.#base}/sse/${topic}`, { signal });
    const parser = createParser({ onEvent: ({ id }) => this.#note(this.#stream, id ?? '') });
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      parser.feed(decoder.decode(bytes, { stream: true }));
    }
    this.#end(this.#stream, 'the stream ended');
  }

  async #until(reached: (following: Following) => boolean): Promise<void> {
    const both = [this.#stream, this.#frames];
    const deadline = AbortSignal.timeout(longestWait);
    deadline.addEventListener('abort', () => this.#wake());
    for (;;) {
      for (const { ending } of both) {
        if (ending !== null) throw new Error(`The bystander was disconnected: ${ending}`);
      }
      if (both.every(reached)) return;
      if (deadline.aborted) {
        const last = both.map(({ ids }) => ids.at(-1)).join(' and ');
        throw new Error(`The bystander has come to ${last}, and no further.`);
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #note(following: Following, id: string): void {
    following.ids.push(id);
    this.#wake();
  }

  #end(following: Following, why: string): void {
    following.ending ??= why;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const numberOf = (id = '') => Number(id.split('-')[1]);
