import type { Memory, StreamEvent } from './types.ts';

/** A machine that is pushed characters, and a loop that pushes and yields. */
class Machine {
  events: StreamEvent[] = [];
  #line = '';
  #last = '';
  #type = '';
  #data: string[] = [];
  #id: string;

  constructor(private readonly memory: Memory) {
    this.#id = memory.lastEventId;
  }

  push(character: string): void {
    const last = this.#last;
    this.#last = character;
    if (character === '\n' && last === '\r') return;
    if (character !== '\n' && character !== '\r') this.#line += character;
    else this.#end();
  }

  #end(): void {
    const line = this.#line;
    this.#line = '';
    if (line === '') this.#dispatch();
    else this.#field(line);
  }

  #field(line: string): void {
    const [name = '', ...rest] = line.split(':');
    const value = rest.join(':').replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#type = value;
    else if (name === 'id' && value.indexOf('\0') === -1) this.#id = value;
    else if (
      name === 'retry' &&
      value !== '' &&
      [...value].every((digit) => '0123456789'.includes(digit))
    )
      this.memory.reconnectionTime = +value;
  }

  #dispatch(): void {
    this.memory.lastEventId = this.#id;
    if (this.#data.length > 0)
      this.events.push({
        type: this.#type === '' ? 'message' : this.#type,
        data: this.#data.join('\n'),
        lastEventId: this.#id,
      });
    this.#data = [];
    this.#type = '';
  }
}

export async function* parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  const machine = new Machine(memory);
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    for (const character of decoder.decode(chunk, { stream: true })) machine.push(character);
    yield* machine.events.splice(0);
  }
}
