/** What a sandbox knows about its run, as a function of what happened. Browser-safe. */
import type { Connection, ConsoleEntry, FromRunner, RunError } from '../../runner/protocol.ts';

/**
 * `idle`: never run. `starting`: asked for, not begun. `failed`: it could not start or had to be ended.
 * `no-server`: it cannot run, because the live server does not answer or refuses.
 */
export type Phase = 'idle' | 'starting' | 'running' | 'stopped' | 'failed' | 'no-server';

/** A line of the console. */
export interface ConsoleLine {
  /** Unique within the run. */
  key: number;
  method: ConsoleEntry['method'];
  /** As the runner encoded them. */
  values: readonly unknown[];
  /** How often it came in a row. */
  count: number;
  /** Set for an error of the reader's code: where it is. */
  error?: RunError;
}

type Said = Omit<ConsoleLine, 'key' | 'count'>;

export interface Problem {
  message: string;
  /** What the reader can do. */
  help: string;
}

export interface RunState {
  phase: Phase;
  run: string | undefined;
  /** Why there is no run, in the phase `no-server`; why it was ended, in `failed`. */
  problem: Problem | undefined;
  connections: readonly Connection[];
  lines: readonly ConsoleLine[];
  /** How many of the oldest lines were dropped. */
  dropped: number;
  /** Code has opened a dialogue, which took the focus before the reader had turned to the preview. */
  focusTaken: boolean;
  /** What is marked in the editor: errors in code that has not been edited since. */
  errors: readonly RunError[];
}

export type RunEvent =
  | { type: 'asked'; run: string }
  | { type: 'received'; messages: readonly FromRunner[] }
  | { type: 'edited'; path: string }
  | { type: 'stopped' }
  | { type: 'no-server'; problem: Problem };

export const noRun: RunState = {
  phase: 'idle',
  run: undefined,
  problem: undefined,
  connections: [],
  lines: [],
  dropped: 0,
  focusTaken: false,
  errors: [],
};

/** How many lines the console keeps. */
export const maximumLines = 500;

export function reduceRun(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'asked':
      return { ...noRun, phase: 'starting', run: event.run };
    case 'received':
      return event.messages.reduce(receive, state);
    case 'edited':
      return state.errors.some(({ path }) => path === event.path)
        ? { ...state, errors: state.errors.filter(({ path }) => path !== event.path) }
        : state;
    case 'stopped':
      return { ...state, phase: 'stopped', connections: [] };
    case 'no-server':
      return { ...state, phase: 'no-server', problem: event.problem, connections: [] };
  }
}

function receive(state: RunState, message: FromRunner): RunState {
  // Without a server there is no run: what still arrives is its end.
  if (state.phase === 'no-server') return state;
  // Until a run begins, what arrives is the end of the one before.
  const begun = state.phase === 'running' || state.phase === 'failed';
  switch (message.type) {
    case 'start':
      return state.phase === 'starting' ? { ...state, phase: 'running' } : state;
    case 'done':
      return message.compilatonError && begun ? { ...state, phase: 'failed' } : state;
    case 'console':
      return begun ? message.log.reduce(log, state) : state;
    case 'connections':
      return message.run === state.run && begun
        ? { ...state, connections: message.connections }
        : state;
    case 'focus-taken':
      return message.run === state.run ? { ...state, focusTaken: true } : state;
    case 'run-error':
      return message.run === state.run ? addError(state, message.error) : state;
    case 'stopped':
      return message.run === state.run ? end(state, message.reason) : state;
    default:
      return state;
  }
}

function log(state: RunState, { method, data }: ConsoleEntry): RunState {
  if (method === 'clear') return { ...state, lines: [], dropped: 0 };
  return addLine(state, { method, values: data });
}

function addError(state: RunState, error: RunError): RunState {
  const isMarked = state.errors.some((known) => JSON.stringify(known) === JSON.stringify(error));
  const marked = isMarked ? state : { ...state, errors: [...state.errors, error] };
  return addLine(marked, { method: 'error', values: [error.message], error });
}

function addLine(state: RunState, line: Said): RunState {
  const last = state.lines.at(-1);
  if (last && isSame(last, line)) {
    return { ...state, lines: [...state.lines.slice(0, -1), { ...last, count: last.count + 1 }] };
  }
  const key = (last?.key ?? 0) + 1;
  const excess = Math.max(0, state.lines.length + 1 - maximumLines);
  const kept = state.lines.slice(excess);
  return {
    ...state,
    lines: [...kept, { ...line, key, count: 1 }],
    dropped: state.dropped + excess,
  };
}

function isSame(one: ConsoleLine, other: Said): boolean {
  const comparable = ({ method, values, error }: Said) => JSON.stringify([method, values, error]);
  return comparable(one) === comparable(other);
}

function end(
  state: RunState,
  reason: Extract<FromRunner, { type: 'stopped' }>['reason'],
): RunState {
  switch (reason) {
    case 'asked':
      return { ...state, phase: 'stopped', connections: [] };
    case 'replaced':
      return state;
    case 'error':
      return { ...state, phase: 'failed', connections: [] };
    case 'loop':
      return {
        ...state,
        phase: 'failed',
        connections: [],
        problem: {
          message: 'The code did not come to an end and was stopped.',
          help: 'Look for a loop whose condition never becomes false.',
        },
      };
  }
}
