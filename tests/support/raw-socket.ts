/** A TCP connection that sends exactly the bytes it is given, for what no HTTP client lets through. */
import net from 'node:net';

/** An HTTP/1.1 response as it came, its body without its transfer coding. */
export interface RawResponse {
  status: number;
  /** The status line as it came. */
  line: string;
  /** By name in lower case; a name that came twice has its values joined by `, `. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** How the other side ended the connection: with FIN, or with RST. */
export type Ending = 'finished' | 'reset';

export class RawSocket implements AsyncDisposable {
  readonly #socket: net.Socket;
  /** Grows by doubling: what has come and was not taken lies from `#start` to `#end`. */
  #buffer = Buffer.alloc(4096);
  #start = 0;
  #end = 0;
  #ending: Ending | null = null;
  #waiting: (() => void)[] = [];

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    const wake = () => {
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    socket.on('data', (bytes) => {
      this.#keep(bytes);
      wake();
    });
    const endAs = (ending: Ending) => () => {
      this.#ending ??= ending;
      wake();
    };
    socket.on('end', endAs('finished'));
    // Writing to what the server has closed: the read side tells the ending, `close` at the latest.
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNRESET') endAs('reset')();
    });
    socket.on('close', endAs('reset'));
  }

  /** `localAddress` may be any of 127.0.0.0/8: limits by address see each as another client. */
  static async connect(port: number, localAddress = '127.0.0.1'): Promise<RawSocket> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = net.connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true });
    socket.once('connect', resolve).once('error', reject);
    await promise;
    socket.off('error', reject);
    return new RawSocket(socket);
  }

  /** The port that the server sees it come from. */
  get localPort(): number | undefined {
    return this.#socket.localPort;
  }

  /** Bytes, or text in which each character is one byte. Resolves when the kernel has taken them, or nobody will. */
  send(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      // A turn later: who sends without end must get to read in between.
      const taken = () => setImmediate(resolve);
      if (typeof bytes === 'string') this.#socket.write(bytes, 'latin1', taken);
      else this.#socket.write(bytes, taken);
    });
  }

  /** Says that nothing more will be sent (FIN); can still receive. */
  finish(): void {
    this.#socket.end();
  }

  /** Ends the connection with RST. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Reads nothing more, so that the server's bytes pile up. */
  stopReading(): void {
    this.#socket.pause();
  }

  readAgain(): void {
    this.#socket.resume();
  }

  /** What has come and was not taken yet. */
  get pending(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Takes bytes from the front as soon as `measure` says how many; fails when the connection ends before that. */
  async take(measure: (received: Buffer) => number | null): Promise<Buffer> {
    for (;;) {
      const length = measure(this.pending);
      if (length !== null && length <= this.pending.length) {
        const taken = Buffer.from(this.pending.subarray(0, length));
        this.#start += length;
        return taken;
      }
      if (this.#ending !== null) {
        const last = this.pending.subarray(-2000);
        throw new Error(`The connection ended (${this.#ending}) after: ${last}`);
      }
      await this.#change();
    }
  }

  /** Takes all bytes up to the end of the connection, and how it ended. */
  async rest(): Promise<{ bytes: Buffer; ending: Ending }> {
    while (this.#ending === null) await this.#change();
    const bytes = Buffer.from(this.pending);
    this.#start = this.#end;
    return { bytes, ending: this.#ending };
  }

  /** Takes everything up to and with a text. */
  async until(text: string): Promise<string> {
    let searched = 0;
    const taken = await this.take((received) => {
      const start = received.indexOf(text, searched, 'latin1');
      searched = Math.max(0, received.length - text.length);
      return start === -1 ? null : start + text.length;
    });
    return taken.toString('utf8');
  }

  /** Takes the head of a response, with an empty body. */
  async head(): Promise<RawResponse> {
    const [line = '', ...fields] = (await this.until('\r\n\r\n')).trimEnd().split('\r\n');
    const headers = new Map<string, string>();
    for (const field of fields) {
      const colon = field.indexOf(':');
      const name = field.slice(0, colon).toLowerCase();
      const value = field.slice(colon + 1).trim();
      const earlier = headers.get(name);
      headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
    }
    return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]), line, headers, body: '' };
  }

  /** Takes one whole response whose length is declared. */
  async response(): Promise<RawResponse> {
    const head = await this.head();
    if (head.headers.get('transfer-encoding') === 'chunked') {
      let body = '';
      for (let chunk = await this.chunk(); chunk.length > 0; chunk = await this.chunk()) {
        body += chunk.toString('utf8');
      }
      return { ...head, body };
    }
    const length = Number(head.headers.get('content-length') ?? 0);
    return { ...head, body: (await this.take(() => length)).toString('utf8') };
  }

  /** Takes one chunk of the chunked transfer coding; the last one is empty. */
  async chunk(): Promise<Buffer> {
    const size = Number.parseInt(await this.until('\r\n'), 16);
    const data = await this.take(() => size + 2);
    return data.subarray(0, size);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    while (!this.#socket.closed)
      await new Promise((resolve) => this.#socket.once('close', resolve));
  }

  #keep(bytes: Buffer): void {
    if (this.#end + bytes.length > this.#buffer.length) {
      const waiting = this.pending;
      const grown = Buffer.alloc(Math.max(4096, (waiting.length + bytes.length) * 2));
      this.#end = waiting.copy(grown);
      this.#start = 0;
      this.#buffer = grown;
    }
    this.#end += bytes.copy(this.#buffer, this.#end);
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
