/** Runs an experiment in this page. Browser only. */
import { Spaces } from '../../sandbox/space.ts';
import { ControlChannel } from '../../sandbox/wire/control.ts';
import type { Experiment, Readings } from './experiment.ts';
import { Laboratory } from './laboratory.ts';

export interface Progress {
  /** What is being done. */
  text: string;
  /** From 0 to 1. */
  done: number;
}

/**
 * What each repetition yielded. Whatever happens, nothing stays open.
 * @throws the signal's reason when it is aborted; `ServerProblem` and `NotSeen` with words for the reader
 */
export async function runExperiment<Name extends string>(
  { measure, repetitions, steps }: Experiment<Name>,
  signal: AbortSignal,
  progressed: (progress: Progress) => void,
): Promise<Readings<Name>[]> {
  // A space of its own: no sandbox of the page notices its faults, and no connection of theirs is on its wire.
  const space = await new Spaces({
    fetch: (path, init) => fetch(path, init),
    storage: { getItem: () => null, setItem: () => {} },
  }).space();
  signal.throwIfAborted();
  let [stepsDone, repetition] = [0, 0];
  const laboratory = new Laboratory({
    space,
    control: controlOf(space),
    signal,
    step: (text) => {
      const turn = repetitions === 1 ? '' : `${repetition} of ${repetitions}: `;
      progressed({ text: turn + text, done: stepsDone / (repetitions * steps) });
      stepsDone += 1;
    },
  });
  try {
    await laboratory.ready();
    const readings: Readings<Name>[] = [];
    while (repetition < repetitions) {
      repetition += 1;
      readings.push(await measure(laboratory));
      laboratory.closeConnections();
    }
    return readings;
  } finally {
    laboratory.close();
  }
}

function controlOf(space: { id: string; base: string }): ControlChannel {
  return new ControlChannel({
    spaces: {
      space: () => Promise.resolve(space),
      remembered: () => undefined,
      subscribe: () => () => {},
    },
    connect: (path) => {
      const url = new URL(path, location.href);
      url.protocol = url.protocol.replace('http', 'ws');
      return new WebSocket(url);
    },
    faultsOf: () => Promise.resolve([]),
    // Not a frame: a page that nobody sees is given none, and the experiment goes on.
    nextFrame: (callback) => void setTimeout(callback),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });
}
