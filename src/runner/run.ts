import { ConnectionWatch } from './connection-watch.ts';
import { ConsoleCapture } from './console-capture.ts';
import { guardFocus } from './focus-guard.ts';
import { createGuard, guardName } from './loop-guard.ts';
import type { Packages, Sources } from './paths.ts';
import { placeError } from './place-errors.ts';
import type { FromRunner, RunError, RunSettings, Theme } from './protocol.ts';
import { buildDocument, prepareName } from './run-document.ts';

type Realm = Window & typeof globalThis;

/** One execution of a sandbox's files, in a document of its own; ending it closes all that it opened. */
export class Run {
  readonly id: string;
  readonly #send: (message: FromRunner) => void;
  readonly #iframe = document.createElement('iframe');
  readonly #console: ConsoleCapture;
  readonly #connections: ConnectionWatch;
  #release = () => {};
  #ended = false;
  #resizing: ResizeObserver | undefined;

  constructor(id: string, send: (message: FromRunner) => void) {
    this.id = id;
    this.#send = (message) => {
      if (!this.#ended) send(message);
    };
    this.#console = new ConsoleCapture((log) => this.#send({ type: 'console', log }));
    this.#connections = new ConnectionWatch((connections) =>
      this.#send({ type: 'connections', run: id, connections }),
    );
    this.#iframe.title = 'Your page';
  }

  /** Builds the document and lets it go. Throws a `ReaderError` when it cannot be built. */
  async start(files: Sources, offered: Packages, settings: RunSettings): Promise<void> {
    const { html, release } = await buildDocument(files, offered, settings);
    this.#release = release;
    if (this.#ended) return release();
    // The document's first script calls this, before any code of the reader's.
    Object.assign(window, { [prepareName]: (realm: Realm) => this.#prepare(realm) });
    this.#iframe.srcdoc = html;
    document.body.append(this.#iframe);
  }

  setTheme(theme: Theme): void {
    const root = this.#iframe.contentDocument?.documentElement;
    if (root === undefined) return;
    root.style.colorScheme = theme;
    root.dataset['theme'] = theme;
  }

  report(error: RunError): void {
    this.#send({ type: 'run-error', run: this.id, error });
    this.#send({
      type: 'action',
      action: 'show-error',
      title: error.message,
      message: error.message,
      path: error.path ?? '/index.ts',
      line: error.line ?? 1,
      column: error.column ?? 1,
    });
  }

  end(reason: Extract<FromRunner, { type: 'stopped' }>['reason']): void {
    if (this.#ended) return;
    this.#console.flush();
    this.#resizing?.disconnect();
    this.#iframe.remove();
    this.#release();
    this.#send({ type: 'connections', run: this.id, connections: [] });
    this.#send({ type: 'stopped', run: this.id, reason });
    this.#ended = true;
  }

  #prepare(realm: Realm): void {
    clearStorage(realm);
    this.#console.attach(realm.console);
    this.#connections.attach(realm);
    guardFocus(realm);
    const later = (milliseconds: number, task: () => void) => void setTimeout(task, milliseconds);
    const guard = createGuard(
      later,
      () => performance.now(),
      (message, place) => {
        const [path, line] = place.split(':');
        this.report({ message, ...(path ? { path } : {}), line: Number(line) });
        // After the loop's own code has been unwound.
        later(0, () => this.end('loop'));
        return new realm.Error(message);
      },
    );
    Object.defineProperty(realm, guardName, { value: guard });
    realm.addEventListener('error', (event) => {
      // Images and other elements that fail to load report here too, without an error.
      if (event instanceof realm.ErrorEvent) this.report(placeError(event.error, event));
    });
    realm.addEventListener('unhandledrejection', ({ reason }) => this.report(placeError(reason)));
    realm.document.addEventListener(
      'securitypolicyviolation',
      ({ blockedURI, effectiveDirective }) => {
        const what = effectiveDirective === 'connect-src' ? 'connect to' : 'load';
        this.#console.add('error', [
          `A sandbox may not ${what} ${blockedURI}: only the live server of this site is open to it.`,
        ]);
      },
    );
    realm.addEventListener('DOMContentLoaded', () => this.#followHeight(realm));
  }

  #followHeight(realm: Realm): void {
    let reported = 0;
    this.#resizing = new ResizeObserver(() => {
      const height = Math.ceil(realm.document.documentElement.getBoundingClientRect().height);
      if (height === reported) return;
      reported = height;
      this.#send({ type: 'resize', height });
    });
    this.#resizing.observe(realm.document.documentElement);
  }
}

/** What one sandbox stores is nobody else's: all sandboxes share the runner's origin. */
function clearStorage(realm: Realm): void {
  try {
    realm.localStorage.clear();
    realm.sessionStorage.clear();
  } catch {
    // Storage is switched off in this browser.
  }
}
