/** Counts the records of a space's wire as they come. */
export class WireCount {
  readonly #reading = new AbortController();
  #count = 0;
  #look = (): void => {};

  static async of(address: string): Promise<WireCount> {
    const counting = new WireCount();
    const answer = await fetch(address, { signal: counting.#reading.signal });
    void counting.#read(answer);
    return counting;
  }

  get count(): number {
    return this.#count;
  }

  /** Resolves when there are so many, or after so many milliseconds. */
  async until(count: number, milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#look = () => {
      if (this.count >= count) resolve();
    };
    const timer = setTimeout(resolve, milliseconds);
    this.#look();
    await promise;
    clearTimeout(timer);
  }

  end(): void {
    this.#reading.abort();
  }

  async #read({ body }: Response): Promise<void> {
    const lines = body?.pipeThrough(new TextDecoderStream());
    try {
      for await (const text of lines ?? []) {
        this.#count += text.match(/^event: record$/gm)?.length ?? 0;
        this.#look();
      }
    } catch {
      // Ended by `end`.
    }
  }
}
