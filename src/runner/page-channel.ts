/** Sandpack's protocol, on the side of the page in the iframe. Browser-safe. */
import type { FromRunner, ToRunner } from './protocol.ts';

/** The part of a window that the protocol needs. */
export interface Post {
  postMessage(message: unknown, targetOrigin: string): void;
}

type Received = Pick<MessageEvent<unknown>, 'data' | 'origin' | 'source'>;
type Handled = Exclude<ToRunner, { type: 'register-frame' }>;

export class PageChannel {
  readonly #parent: Post;
  readonly #handle: (message: Handled) => void;
  /** The first frame that registers decides who may speak from then on. */
  #origin: string | undefined;
  #id: number | undefined;

  constructor(parent: Post, handle: (message: Handled) => void) {
    this.#parent = parent;
    this.#handle = handle;
  }

  /** Says that the page is there, to whoever has embedded it; it says nothing else yet. */
  open(): void {
    this.#parent.postMessage({ type: 'initialized', codesandbox: true }, '*');
  }

  send(message: FromRunner): void {
    if (this.#origin === undefined) return;
    this.#parent.postMessage({ ...message, $id: this.#id, codesandbox: true }, this.#origin);
  }

  /** Takes a message event; what does not come from the parent, or not for this page, is ignored. */
  receive({ data, origin, source }: Received): void {
    if (source !== this.#parent || typeof data !== 'object' || data === null) return;
    const message = data as ToRunner & { $id?: unknown; id?: unknown };
    if (message.type === 'register-frame') {
      // A sandboxed or local parent has no origin that could be told from others.
      if (origin === 'null' || typeof message.id !== 'number') return;
      if (this.#origin !== undefined && this.#origin !== origin) return;
      this.#origin = origin;
      this.#id = message.id;
    } else if (origin === this.#origin && message.$id === this.#id) {
      this.#handle(message);
    }
  }
}
