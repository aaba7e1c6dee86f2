/** One composition on its way: from Send until the reader hangs up or the browser has connected again. Browser only. */
import { ServerProblem } from '../sandbox/space.ts';
import { tabSpaces } from '../sandbox/tab-space.ts';
import { addressOf, type Composition, typesIn } from './composition.ts';
import { type Listening, listen } from './listen.ts';
import { type Observation, type Outcome, outcomeOf } from './outcome.ts';
import type { Question } from './questions.ts';
import type { RequestWatch } from './request-watch.ts';

/** How long the events of a response that stays open are waited for after its last chunk, in milliseconds. */
const patience = 500;

export interface Observer {
  observed(observation: Observation): void;
  /** The question can be answered. */
  settled(outcome: Outcome): void;
  /** Nothing more will be observed: the browser has connected again, or there is a problem, in words for the reader. */
  finished(problem?: string): void;
}

/** Sends and observes; returns what hangs up. */
export function send(
  composition: Composition,
  question: Question,
  requests: RequestWatch,
  observer: Observer,
): () => void {
  const observations: Observation[] = [];
  let listening: Listening | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hungUp = false;

  const settle = () => observer.settled(outcomeOf(observations));
  const observe = (observation: Observation) => {
    observations.push(observation);
    observer.observed(observation);
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
        if (!observation.reconnecting)
          observer.finished('The browser has given up on this stream.');
        else if (!question.needsReconnection) settle();
        break;
      case 'reopened':
        if (question.needsReconnection) settle();
        observer.finished();
    }
  };

  const start = async () => {
    const space = await tabSpaces.space();
    await requests.start(space);
    if (hungUp) return;
    const url = space.base + addressOf(composition);
    const types = typesIn(composition.chunks);
    listening = listen({ url, types, readLastEventId: () => requests.lastEventIdOf(1) }, observe);
  };
  start().catch((problem: unknown) => {
    if (!(problem instanceof ServerProblem)) throw problem;
    if (!hungUp) observer.finished(`${problem.message} ${problem.help}`);
  });
  return () => {
    hungUp = true;
    clearTimeout(timer);
    listening?.stop();
  };
}
