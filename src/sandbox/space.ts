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
  /**
   * `away`: nobody answers, though somebody has sent this page. `absent`: who answers is a host of files alone.
   * `refused`: our server says no, and why.
   */
  readonly reason: 'away' | 'absent' | 'refused';
  /** What the reader can do. */
  readonly help: string;

  constructor(reason: ServerProblem['reason'], message: string, help: string) {
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

/** How long the server may take to answer before it counts as away, in milliseconds. */
const patience = 5000;
const storageKey = 'duplex:space';

/** The beginning of what helps when the server is away; what to press then ends the sentence. */
export const startAgain = 'Start it again with npm start in the project’s folder, then';

function away(): ServerProblem {
  return new ServerProblem('away', 'The live server does not answer.', `${startAgain} try again.`);
}

/** Elsewhere a server of the reader's own would not be found from this page. */
function absent(): ServerProblem {
  return new ServerProblem(
    'absent',
    'No live server runs at this address.',
    'Start one with npm start in the project’s folder, and open the address that it prints.',
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
      throw absent();
    })) as Answer;
  }

  async #ask(path: string, init?: RequestInit): Promise<Response> {
    const signal = AbortSignal.timeout(patience);
    return await this.#environment
      .fetch(path, { ...init, signal, cache: 'no-store' })
      .catch((): never => {
        throw away();
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

/** Our server's own refusal, or what it means that something else answers: a static host, or a proxy before a server. */
async function refusalOf(answer: Response): Promise<ServerProblem> {
  const body = (await answer.json().catch(() => undefined)) as
    | { error?: { message?: string; help?: string } }
    | undefined;
  if (!body?.error?.message) return answer.status >= 500 ? away() : absent();
  return new ServerProblem(
    'refused',
    body.error.message,
    body.error.help ?? 'Try again in a moment.',
  );
}
