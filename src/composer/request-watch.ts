/** The requests for compositions as they crossed the wire: no API shows a page what its `EventSource` sends. Browser only. */
import type { WireRecord } from '../../sandbox-server/wire/record.ts';
import { isRequest } from '../sandbox/wire/requests.ts';

/** How long the wire is silent when its history has been told, in milliseconds. */
const silence = 60;
/** How long a request is waited for that the server must have answered already, in milliseconds. */
const patience = 2000;

/** The space's wire, followed from the first `start` on. */
export class RequestWatch {
  #socket: WebSocket | undefined;
  #space = '';
  /** What each request since `start` carried as `Last-Event-ID`. */
  #sent: (string | null)[] = [];
  #heard = (): void => {};

  /** Resolves when every request from now on is seen, or when the wire cannot be followed. */
  async start({ id }: { id: string }): Promise<void> {
    if (this.#space !== id || this.#socket?.readyState !== WebSocket.OPEN) {
      this.stop();
      this.#space = id;
      this.#socket = new WebSocket(`/api/control?space=${id}`);
      this.#socket.addEventListener('message', ({ data }) => this.#read(String(data)));
      await quiet(this.#socket);
    }
    this.#sent = [];
  }

  /** What the request of that number carried, counted from 0: null for no such header, undefined if it was not seen. */
  async lastEventIdOf(request: number): Promise<string | null | undefined> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patience);
    this.#heard = () => {
      if (this.#sent.length > request) resolve();
    };
    this.#heard();
    await promise;
    clearTimeout(timer);
    return this.#sent[request];
  }

  stop(): void {
    this.#socket?.close();
  }

  #read(message: string): void {
    const { event, data } = JSON.parse(message) as { event: string; data: WireRecord };
    if (event !== 'record' || !isRequest(data)) return;
    if (!/^GET [^ ?]*\/compose\?/.test(data.summary)) return;
    const field = data.parts.find(({ name }) => name.toLowerCase() === 'last-event-id');
    this.#sent.push(field?.value === undefined ? null : fromUtf8(field.value));
    this.#heard();
  }
}

/** The wire tells what it remembers in one go: afterwards there is a pause. */
function quiet(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, silence);
    };
    socket.addEventListener('open', wait);
    socket.addEventListener('message', wait);
    // Nothing will be seen; the composer works without.
    socket.addEventListener('close', () => resolve());
  });
}

/** A header's bytes are shown as ISO 8859-1; an `EventSource` sends its last event ID as UTF-8. */
function fromUtf8(value: string): string {
  return new TextDecoder().decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0)));
}
