/**
 * The messages between the workbench and the runner page: Sandpack's iframe protocol
 * (`sandpack-client/src/clients/runtime/iframe-protocol.ts`) and the few of ours that pass through it.
 * Browser-safe: imported on both sides.
 */

/**
 * A virtual file that the workbench adds to the files of every run; the runner takes it out again.
 * Sandpack also sends a `compile` without it when the frame is ready: that one runs nothing and is answered with `done`.
 */
export const RUN_FILE = '/.duplex/run.json';

export type Theme = 'light' | 'dark';

/** What `RUN_FILE` holds, as JSON. */
export interface RunSettings {
  /** Different for every run that the reader asks for, so that Run starts afresh even when no file has changed. */
  run: string;
  /** The reader's space on the live origin, ending in a slash: the `<base href>` of the run's document. */
  base: string;
  /** The reader's colour theme when the run starts: the run's document takes it as its `color-scheme`. */
  theme: Theme;
  /** What chance gives in this run, as a share of its range from 0 to 1; left to chance when left out. */
  random?: number;
}

/** What a run holds open, or had open. */
export interface Connection {
  /** Counts from 1 within a run. */
  id: number;
  kind: 'event-source' | 'web-socket' | 'fetch';
  /** As the reader's code gave it, resolved against the base. */
  url: string;
  state: 'connecting' | 'open' | 'closed';
}

/** One error of the reader's code, placed in the reader's own file where that is known. */
export interface RunError {
  /** The exception's name and text, or the syntax error's text. */
  message: string;
  /** Path within the sandbox, such as `/index.ts`. */
  path?: string;
  /** Counted from 1. */
  line?: number;
  /** Counted from 1. */
  column?: number;
}

export interface SandpackModule {
  code: string;
  path: string;
}

/** What a check asks about the page that the run has made, or does on it. */
export type PageQuestion =
  /** The texts of all elements that fit, as they are now. */
  | { about: 'texts'; selector: string }
  /** Answered once an element that fits shows the text, with that element's whole text. */
  | { about: 'shows'; selector: string; text: TextPattern }
  /** Presses the first element that fits and can be pressed, once there is one. */
  | { about: 'press'; selector: string }
  /** Replaces what the first field that fits holds, once there is one. */
  | { about: 'type'; selector: string; text: string };

/** A text that contains this one, or that the regular expression matches. */
export type TextPattern = { includes: string } | { source: string; flags: string };

/** `ended`: there is no run that could answer. `problem`: the question itself is wrong, in words for who wrote it. */
export type PageAnswer = { texts: string[] } | { ended: true } | { problem: string };

/** Workbench to runner. */
export type ToRunner =
  | { type: 'register-frame'; origin: string; id: number }
  | { type: 'compile'; modules: Record<string, SandpackModule> }
  | { type: 'refresh' }
  /** Ours: ends the run and closes all that it opened. */
  | { type: 'stop' }
  /** Ours: the reader has changed the colour theme; the run goes on. */
  | { type: 'theme'; theme: Theme }
  /** Ours: answered by `page-answer` with the same `ask`, at once or when it comes true. */
  | { type: 'page-ask'; ask: number; question: PageQuestion }
  /** Ours: nobody waits for that answer any more. */
  | { type: 'page-forget'; ask: number };

export interface ConsoleEntry {
  method:
    | 'log'
    | 'debug'
    | 'info'
    | 'warn'
    | 'error'
    | 'table'
    | 'clear'
    | 'time'
    | 'count'
    | 'assert'
    | 'result';
  /** Unique, also among the pages that were loaded before. */
  id: string;
  /** What JSON has as it is; the rest as `{"@t": type, "data": …}`, as Sandpack's consoles expect it. */
  data: unknown[];
}

/** Where an error is, as Sandpack takes it from errors other than syntax errors. */
export interface ErrorFrame {
  _originalFileName: string;
  _originalLineNumber: number;
  _originalColumnNumber: number;
  _originalScriptCode: { lineNumber: number; content: string; highlight: boolean }[];
}

/** Runner to workbench; each also carries `$id` and `codesandbox: true`. */
export type FromRunner =
  | { type: 'initialized' }
  | { type: 'start'; firstLoad?: boolean }
  | { type: 'status'; status: 'transpiling' | 'evaluating' | 'idle' }
  | { type: 'console'; log: ConsoleEntry[] }
  | {
      type: 'action';
      action: 'show-error';
      title: string;
      message: string;
      path: string;
      line: number;
      column: number;
      payload: { frames: ErrorFrame[] };
    }
  | { type: 'success' }
  /** Sandpack's own spelling. */
  | { type: 'done'; compilatonError: boolean }
  | { type: 'resize'; height: number }
  /** Ours: the connections of the current run, whenever one of them changes. */
  | { type: 'connections'; run: string; connections: Connection[] }
  /** Ours: errors of the current run with their place in the reader's files. */
  | { type: 'run-error'; run: string; error: RunError }
  /** Ours: what the run's page has to say to a `page-ask`. */
  | { type: 'page-answer'; ask: number; answer: PageAnswer }
  /** Ours: code has opened a dialogue, which takes the focus, before the reader has turned to the preview. */
  | { type: 'focus-taken'; run: string }
  /** Ours: the run has ended, and with it all its connections. */
  | { type: 'stopped'; run: string; reason: 'asked' | 'replaced' | 'loop' | 'error' };
