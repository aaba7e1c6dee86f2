/** One run: a window of its own, in an iframe that goes when the run ends. Needs a browser's DOM. */
import type { Program } from './compile/compile-program.ts';
import type { Script } from './compile/compile-script.ts';
import { guardName } from './compile/guard-loops.ts';
import { moduleScheme } from './compile/rewrite-imports.ts';
import { ConsoleQueue } from './console/console-queue.ts';
import type { Page } from './document/page.ts';
import { writePage } from './document/write-page.ts';
import type { Connection, ConsoleEntry, RunSettings, Theme } from './protocol.ts';
import { later, timer } from './timer.ts';
import { ConnectionLog } from './window/connection-log.ts';
import { type PlacedError, placeError, type Thrown } from './window/error-place.ts';
import { explainViolations } from './window/explain-violations.ts';
import { followFetch } from './window/follow-fetch.ts';
import { followSockets } from './window/follow-sockets.ts';
import { guardFocus } from './window/guard-focus.ts';
import { installConsole } from './window/install-console.ts';
import { keepInPlace } from './window/keep-in-place.ts';
import { listenForErrors } from './window/listen-for-errors.ts';
import { loadDice } from './window/load-dice.ts';
import { createLoopGuard } from './window/loop-budget.ts';
import type { RunWindow } from './window/run-window.ts';
import { watchHeight } from './window/watch-height.ts';
import { resolveWebSocketAddresses } from './window/web-socket-address.ts';

/** What a run tells. */
export interface RunListener {
  console(log: ConsoleEntry[]): void;
  connections(connections: Connection[]): void;
  error(error: PlacedError): void;
  height(height: number): void;
  focusTaken(): void;
  /** The run cannot go on and wants to be ended. */
  failed(reason: 'loop' | 'error'): void;
}

export interface RunOptions {
  page: Page;
  program: Program;
  files: ReadonlyMap<string, string>;
  settings: RunSettings;
  /** Package → URL, absolute. */
  packageUrls: ReadonlyMap<string, string>;
}

export class Run {
  readonly #listener: RunListener;
  readonly #options: RunOptions;
  readonly #console: ConsoleQueue;
  readonly #connections: ConnectionLog;
  readonly #scripts = new Map<string, Script>();
  readonly #blobs: string[] = [];
  #frame: HTMLIFrameElement | undefined;
  #loopError: Error | undefined;
  #telling = false;

  constructor(options: RunOptions, listener: RunListener) {
    this.#options = options;
    this.#listener = listener;
    this.#console = new ConsoleQueue(
      (log) => this.#whileItRuns(() => listener.console(log)),
      timer,
    );
    this.#connections = new ConnectionLog(() => this.#connectionsChanged());
  }

  start(): void {
    const { settings } = this.#options;
    clearStorage();
    const html = this.#write();
    const frame = document.createElement('iframe');
    frame.title = 'Run';
    // In some browsers `prefers-color-scheme` of the run follows it; `light-dark()` does in all.
    frame.style.colorScheme = settings.theme;
    document.body.append(frame);
    this.#frame = frame;
    const window = frame.contentWindow as RunWindow | null;
    if (!window) return;
    // The window that comes with an empty frame is kept: what is installed in it is there before any code.
    window.document.open();
    this.#install(window);
    window.document.write(html);
    window.document.close();
    watchHeight(window, (height) => this.#whileItRuns(() => this.#listener.height(height)));
  }

  setTheme(theme: Theme): void {
    const root = this.#frame?.contentDocument?.documentElement;
    if (!this.#frame || !root) return;
    this.#frame.style.colorScheme = theme;
    root.dataset['theme'] = theme;
  }

  /** The page that the code has made; undefined once the run has ended. */
  get document(): Document | undefined {
    return this.#frame?.contentDocument ?? undefined;
  }

  /** Closes every socket, stream and timer of the run. */
  end(): void {
    const frame = this.#frame;
    if (!frame) return;
    this.#console.flush();
    this.#frame = undefined;
    frame.remove();
    for (const url of this.#blobs) URL.revokeObjectURL(url);
    this.#connections.closeAll();
    this.#listener.connections(this.#connections.list());
  }

  /** Makes modules of the program, and the text of the page that loads them. */
  #write(): string {
    const { page, program, files, settings, packageUrls } = this.#options;
    const imports: Record<string, string> = {};
    const scriptUrls = new Map<string, string>();
    for (const [name, script] of program.scripts) {
      const shown = encodeURI(name);
      const url = this.#blob(`${script.code}\n//# sourceURL=${shown}`);
      scriptUrls.set(name, url);
      imports[moduleScheme + shown] = url;
      this.#scripts.set(url, script).set(shown, script);
    }
    for (const [path, code] of program.otherModules) {
      imports[moduleScheme + encodeURI(path)] = this.#blob(code);
    }
    const preload = Object.values(imports);
    for (const name of program.packages) {
      const url = packageUrls.get(name);
      if (url !== undefined) imports[name] = url;
    }
    page.setScriptUrls((name) => scriptUrls.get(name));
    const unnamed = [...files].filter(
      ([path]) =>
        !files.has('/index.html') && path.endsWith('.css') && !program.otherModules.has(path),
    );
    const styles = unnamed.map(([, css]) => css);
    return writePage(page, { origin: location.origin, settings, imports, preload, styles });
  }

  #blob(code: string): string {
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    this.#blobs.push(url);
    return url;
  }

  #install(window: RunWindow): void {
    const { settings } = this.#options;
    const say = (method: 'error' | 'warn') => (message: string) =>
      this.#console.add(method, () => [message]);
    listenForErrors(window, (thrown) => this.#whileItRuns(() => this.#report(thrown)));
    installConsole(window, this.#console);
    resolveWebSocketAddresses(window);
    followSockets(window, this.#connections);
    followFetch(window, this.#connections);
    if (settings.random !== undefined) loadDice(window, settings.random);
    guardFocus(window, () => this.#whileItRuns(() => this.#listener.focusTaken()));
    keepInPlace(window, say('warn'));
    explainViolations(window, new URL(settings.base).origin, say('error'));
    Object.defineProperty(window, guardName, { value: this.#loopGuard(window) });
    window.addEventListener('pagehide', () => this.#whileItRuns(() => this.#left()));
  }

  #loopGuard(window: RunWindow): (loop: number) => true {
    return createLoopGuard({
      now: () => performance.now(),
      nextTurn: later,
      exceeded: (loop) => {
        const message =
          'This loop ran for a second without giving the page a turn, so the run was ended. Let it come to an end, or await something in it.';
        const place = this.#options.program.loops[loop];
        this.#whileItRuns(() => this.#listener.error({ title: 'Error', message, place }));
        later(() => this.#whileItRuns(() => this.#listener.failed('loop')));
        this.#loopError = new window.Error(message);
        return this.#loopError;
      },
    });
  }

  #report(thrown: Thrown): void {
    // It was told when the loop was ended.
    if (thrown.error !== undefined && thrown.error === this.#loopError) return;
    this.#listener.error(placeError(thrown, this.#scripts));
  }

  #left(): void {
    const message =
      'The code has left its page, which ends the run: a sandbox has no other page to go to.';
    this.#listener.error({ title: 'Error', message, place: undefined });
    later(() => this.#whileItRuns(() => this.#listener.failed('error')));
  }

  /** Several changes within a turn are told once. */
  #connectionsChanged(): void {
    if (this.#telling) return;
    this.#telling = true;
    later(() => {
      this.#telling = false;
      this.#whileItRuns(() => this.#listener.connections(this.#connections.list()));
    });
  }

  #whileItRuns(task: () => void): void {
    if (this.#frame) task();
  }
}

/** Every sandbox shares the runner's origin, and each run begins with nothing. */
function clearStorage(): void {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // Readers can forbid storage.
  }
}
