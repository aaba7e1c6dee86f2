/** Commands and answers of WebDriver BiDi (W3C WebDriver BiDi, Protocol), over a WebSocket. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Answer {
  id?: number;
  type: 'success' | 'error' | 'event';
  result?: unknown;
  error?: string;
  message?: string;
}

export class BidiConnection {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#take(JSON.parse(String(data)) as Answer));
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('The browser has ended.'));
    });
  }

  static async open(url: string): Promise<BidiConnection> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new BidiConnection(socket);
  }

  /** @throws with the browser's words when it refuses */
  send<Result>(method: string, params: object): Promise<Result> {
    this.#last += 1;
    const answer = Promise.withResolvers<unknown>();
    this.#pending.set(this.#last, answer);
    this.#socket.send(JSON.stringify({ id: this.#last, method, params }));
    return answer.promise as Promise<Result>;
  }

  #take({ id, type, result, error, message }: Answer): void {
    const answer = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || answer === undefined) return;
    this.#pending.delete(id);
    if (type === 'success') answer.resolve(result);
    else answer.reject(new Error(`${error}: ${message}`));
  }

  close(): void {
    this.#socket.close();
  }
}
