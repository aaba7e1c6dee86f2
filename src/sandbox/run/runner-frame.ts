/** The runner's page in an iframe, spoken to through Sandpack's client. Browser-safe. */
import type { SandboxSetup, SandpackMessage } from '@codesandbox/sandpack-client';
import { SandpackRuntime } from '@codesandbox/sandpack-client/clients/runtime';
import {
  type FromRunner,
  RUN_FILE,
  type RunSettings,
  type Theme,
  type ToRunner,
} from '../../runner/protocol.ts';
import { entryOf, type Files } from '../description.ts';

/** The runner has an origin of its own; without `allow-same-origin` its modules could not import each other. */
const permissions = 'allow-scripts allow-same-origin allow-forms allow-modals';
/** How long the runner's page may take to load, in milliseconds. */
const patience = 8000;

export class RunnerFrame {
  readonly #iframe: HTMLIFrameElement;
  readonly #receive: (message: FromRunner) => void;
  #client: SandpackRuntime | undefined;
  #url: string | undefined;
  #ready: Promise<void> | undefined;

  constructor(iframe: HTMLIFrameElement, receive: (message: FromRunner) => void) {
    this.#iframe = iframe;
    this.#receive = receive;
  }

  /**
   * Loads the page, unless it is there already, so that a later run need not wait for it.
   * @throws when it does not answer; the next call tries again.
   */
  load(url: string): Promise<void> {
    if (this.#ready && this.#url === url) return this.#ready;
    this.destroy();
    // Not before there is a page to load: on an empty one, which has our origin, browsers warn about it.
    this.#iframe.setAttribute('sandbox', permissions);
    const client = new SandpackRuntime(this.#iframe, setupOf({}), { bundlerURL: url });
    client.listen((message) => this.#receive(message as unknown as FromRunner));
    this.#client = client;
    this.#url = url;
    const initialized = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The runner does not answer.')), patience);
      // The first message has no channel yet, so `listen` does not pass it on.
      const ignore = client.iframeProtocol.globalListen(({ type }: { type: string }) => {
        if (type !== 'initialized') return;
        clearTimeout(late);
        ignore();
        resolve();
      });
    });
    this.#ready = initialized.catch((error: unknown) => {
      if (this.#client === client) this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  /** Runs files in the page that `load` has loaded. Sandpack's own state is not asked: it would wait, or skip. */
  run(files: Files, settings: RunSettings): void {
    this.#client?.updateSandbox(setupOf({ ...files, [RUN_FILE]: JSON.stringify(settings) }));
  }

  stop(): void {
    this.send({ type: 'stop' });
  }

  setTheme(theme: Theme): void {
    this.send({ type: 'theme', theme });
  }

  destroy(): void {
    this.#client?.destroy();
    this.#client = undefined;
    this.#ready = undefined;
  }

  send(message: ToRunner): void {
    // Sandpack passes on types of message that it does not know.
    this.#client?.dispatch(message as SandpackMessage & { type: 'refresh' });
  }
}

function setupOf(files: Files): SandboxSetup {
  return {
    files: Object.fromEntries(Object.entries(files).map(([path, code]) => [path, { code }])),
    // Sandpack wants a package.json and writes it from these.
    entry: entryOf(files) ?? '/index.ts',
    dependencies: {},
    template: 'parcel',
  };
}
