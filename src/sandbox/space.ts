/** The reader's space on the live server, and what the server says about itself. Browser-safe. */

/** Where the three origins are, as this browser reaches them: the answer of `GET /api/config`. */
export interface Origins {
  site: string;
  runner: string;
  live: string;
}

export interface Space {
  id: string;
  /** Ends in a slash: what endpoints in a reader's code are relative to. */
  base: string;
}

/** Why there is no space to run in, in words for the reader. */
export class ServerProblem extends Error {
  override readonly name = 'ServerProblem';
  /** `unreachable`: nobody answers, or somebody who is not our server. `refused`: our server says no, and why. */
  readonly reason: 'unreachable' | 'refused';
  /** What the reader can do. */
  readonly help: string;

  constructor(reason: 'unreachable' | 'refused', message: string, help: string) {
    super(message);
    this.reason = reason;
    this.help = help;
  }
}

export interface SpacesEnvironment {
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** One for each tab, kept while the tab lives. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** How long the server may take to answer before it counts as unreachable, in milliseconds. */
const patience = 5000;
const storageKey = 'duplex:space';

function unreachable(): ServerProblem {
  return new ServerProblem(
    'unreachable',
    'The live server does not answer.',
    'Start it with npm start in the project’s folder, then press Run again.',
  );
}

/** Looks up the origins once, and hands out one space for the tab. */
export class Spaces {
  readonly #environment: SpacesEnvironment;
  readonly #listeners = new Set<(space: Space) => void>();
  #origins: Promise<Origins> | undefined;
  #known: Space | undefined;
  #asked: Promise<Space> | undefined;

  constructor(environment: SpacesEnvironment) {
    this.#environment = environment;
  }

  /** @throws {ServerProblem} */
  origins(): Promise<Origins> {
    this.#origins ??= this.#get<Origins>('/api/config').catch((problem: unknown) => {
      this.#origins = undefined;
      throw problem;
    });
    return this.#origins;
  }

  /** Calls back whenever the tab gets a space. */
  subscribe(listener: (space: Space) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The space that the tab had last; the server may have forgotten it. */
  remembered(): Space | undefined {
    this.#known ??= this.#read();
    return this.#known;
  }

  /**
   * The tab's space, known to the server at this moment: one that the server has forgotten is replaced.
   * Callers at the same time get the same one.
   * @throws {ServerProblem}
   */
  space(): Promise<Space> {
    this.#asked ??= this.#current().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  async #current(): Promise<Space> {
    const known = this.remembered();
    if (known) {
      const answer = await this.#ask(`/api/spaces/${known.id}/faults`);
      if (answer.ok) return known;
      if (answer.status !== 404) throw await refusalOf(answer);
    }
    const space = await this.#get<Space>('/api/spaces', { method: 'POST' });
    this.#known = space;
    this.#write(space);
    for (const listener of this.#listeners) listener(space);
    return space;
  }

  async #get<Answer>(path: string, init?: RequestInit): Promise<Answer> {
    const answer = await this.#ask(path, init);
    if (!answer.ok) throw await refusalOf(answer);
    // A static host may answer every path with a page.
    return (await answer.json().catch(() => {
      throw unreachable();
    })) as Answer;
  }

  async #ask(path: string, init?: RequestInit): Promise<Response> {
    const signal = AbortSignal.timeout(patience);
    return await this.#environment
      .fetch(path, { ...init, signal, cache: 'no-store' })
      .catch((): never => {
        throw unreachable();
      });
  }

  #read(): Space | undefined {
    try {
      const stored: unknown = JSON.parse(this.#environment.storage.getItem(storageKey) ?? 'null');
      return isSpace(stored) ? stored : undefined;
    } catch {
      return undefined;
    }
  }

  #write(space: Space): void {
    try {
      this.#environment.storage.setItem(storageKey, JSON.stringify(space));
    } catch {
      // Without storage the space lives as long as the page: the next page gets its own.
    }
  }
}

function isSpace(value: unknown): value is Space {
  if (typeof value !== 'object' || value === null) return false;
  const { id, base } = value as Partial<Record<keyof Space, unknown>>;
  return typeof id === 'string' && typeof base === 'string';
}

/** Our server's own refusal, or `unreachable` when something else answers, such as a static host's 404 page. */
async function refusalOf(answer: Response): Promise<ServerProblem> {
  const body = (await answer.json().catch(() => undefined)) as
    | { error?: { message?: string; help?: string } }
    | undefined;
  if (!body?.error?.message) return unreachable();
  return new ServerProblem(
    'refused',
    body.error.message,
    body.error.help ?? 'Try again in a moment.',
  );
}
