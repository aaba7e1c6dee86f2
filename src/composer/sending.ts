/** One composition on its way: from Send until the reader hangs up or the browser has connected again. Browser only. */
import { ServerProblem } from '../sandbox/space.ts';
import { tabSpaces } from '../sandbox/tab-space.ts';
import { addressOf, type Composition, typesIn } from './composition.ts';
import { readSentEventId } from './last-request.ts';
import { type Listening, listen } from './listen.ts';
import { type Observation, type Outcome, outcomeOf } from './outcome.ts';
import type { Question } from './questions.ts';

/** How long the events of a response that stays open are waited for after its last chunk, in milliseconds. */
const patience = 500;

export interface Watcher {
  observed(observation: Observation): void;
  /** The question can be answered. */
  settled(outcome: Outcome): void;
  /** Nothing more will be observed: the browser has connected again, or there is a problem, in words for the reader. */
  finished(problem?: string): void;
}

/** Sends and watches; returns what hangs up. */
export function send(composition: Composition, question: Question, watcher: Watcher): () => void {
  const observations: Observation[] = [];
  let listening: Listening | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hungUp = false;

  const settle = () => watcher.settled(outcomeOf(observations));
  const observe = (observation: Observation) => {
    observations.push(observation);
    watcher.observed(observation);
    switch (observation.kind) {
      case 'open':
        if (composition.end === 'hold' && !question.needsReconnection) {
          timer = setTimeout(
            settle,
            (composition.chunks.length - 1) * composition.every + patience,
          );
        }
        break;
      case 'error':
        if (!observation.reconnecting) watcher.finished('The browser has given up on this stream.');
        else if (!question.needsReconnection) settle();
        break;
      case 'reopened':
        if (question.needsReconnection) settle();
        watcher.finished();
    }
  };

  void tabSpaces.space().then(
    ({ base }) => {
      if (hungUp) return;
      const url = base + addressOf(composition);
      const types = typesIn(composition.chunks);
      listening = listen({ url, types, readLastEventId: () => readSentEventId(base) }, observe);
    },
    (problem: unknown) => {
      if (!(problem instanceof ServerProblem)) throw problem;
      if (!hungUp) watcher.finished(`${problem.message} ${problem.help}`);
    },
  );
  return () => {
    hungUp = true;
    clearTimeout(timer);
    listening?.stop();
  };
}
