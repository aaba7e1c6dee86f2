/** Reads an event stream as the HTML standard says (§9.2.6), however its bytes were cut. Browser-safe. */

export interface StreamListener {
  /** @param id the block's own; undefined when it had none */
  event(event: { id: string | undefined; name: string; data: string }): void;
  comment(text: string): void;
  retry(milliseconds: number): void;
  /** An id has moved the cursor, with an event or without. */
  cursor(id: string): void;
}

export class EventStreamReader {
  readonly #listener: StreamListener;
  #decoder = new TextDecoder();
  #rest = '';
  #id: string | undefined;
  #name = '';
  #data: string[] = [];

  constructor(listener: StreamListener) {
    this.#listener = listener;
  }

  push(bytes: Uint8Array): void {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
    // A CR at the end may be half of a line's end.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\r|\n/);
    this.#rest = (lines.pop() ?? '') + text.slice(whole.length);
    for (const line of lines) this.#line(line);
  }

  /** Some bytes are missing here: the block that they began in is lost, and what comes next begins a new one. */
  skip(): void {
    this.#decoder = new TextDecoder();
    [this.#rest, this.#id, this.#name, this.#data] = ['', undefined, '', []];
  }

  #line(line: string): void {
    if (line === '') this.#dispatch();
    else if (line.startsWith(':')) this.#listener.comment(line.slice(1).trim());
    else this.#field(line);
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    if (field === 'event') this.#name = value;
    if (field === 'id' && !value.includes('\0')) this.#id = value;
    if (field === 'retry' && /^\d+$/.test(value)) this.#listener.retry(Number(value));
  }

  #dispatch(): void {
    const [id, name, data] = [this.#id, this.#name, this.#data];
    [this.#id, this.#name, this.#data] = [undefined, '', []];
    if (id !== undefined) this.#listener.cursor(id);
    if (data.length > 0) {
      this.#listener.event({ id, name: name === '' ? 'message' : name, data: data.join('\n') });
    }
  }
}
