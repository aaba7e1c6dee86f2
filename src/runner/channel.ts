import type { FromRunner, ToRunner } from './protocol.ts';

/** Sandpack's iframe protocol with the page that holds this one: only it is heard, and only it is told. */
export class Channel {
  readonly #receive: (message: ToRunner) => void;
  #origin: string | undefined;
  #id: number | undefined;

  constructor(receive: (message: ToRunner) => void) {
    this.#receive = receive;
    window.addEventListener('message', (event) => this.#hear(event));
    // Whoever holds the page learns no more than that it is ready.
    window.parent.postMessage({ type: 'initialized', codesandbox: true }, '*');
  }

  readonly send = (message: FromRunner): void => {
    if (this.#origin === undefined) return;
    window.parent.postMessage({ ...message, $id: this.#id, codesandbox: true }, this.#origin);
  };

  #hear({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== window.parent || typeof data !== 'object' || data === null) return;
    const message = data as Partial<ToRunner> & { $id?: unknown; id?: unknown };
    if (message.type === 'register-frame') {
      // The first to register keeps the page.
      if (typeof message.id !== 'number' || (this.#origin ?? origin) !== origin) return;
      this.#origin = origin;
      this.#id = message.id;
    } else if (origin === this.#origin && message.$id === this.#id && this.#origin !== undefined) {
      this.#receive(data as ToRunner);
    }
  }
}
