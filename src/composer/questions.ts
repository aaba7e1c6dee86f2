/** What the composer asks before it sends. The reader's own run gives the answer. Browser-safe. */
import type { Outcome } from './outcome.ts';

export interface Question {
  text: string;
  choices: string[];
  /** What was so in this run, in the words of the choices; undefined if it could not be seen. */
  answer(outcome: Outcome): string | undefined;
  /** Whether the answer is seen only when the browser has connected again. */
  needsReconnection: boolean;
}

/** How many events? For any stream. */
export function howMany(choices = ['0', '1', '2', '3', '4']): Question {
  return {
    text: 'How many events will your browser dispatch?',
    choices,
    answer: ({ events }) => String(events.length),
    needsReconnection: false,
  };
}

/** The data of each event, in order, as JSON strings; without events `no event`. */
export function whichData(choices: string[]): Question {
  return {
    text: 'What will event.data be, event by event?',
    choices,
    answer: ({ events }) => list(events.map(({ data }) => JSON.stringify(data))),
    needsReconnection: false,
  };
}

/** The type of each event, in order. */
export function whichTypes(choices: string[]): Question {
  return {
    text: 'What will event.type be, event by event?',
    choices,
    answer: ({ events }) => list(events.map(({ type }) => type)),
    needsReconnection: false,
  };
}

/** The `Last-Event-ID` of the request with which the browser connects again. */
export function whichCursor(choices: string[]): Question {
  return {
    text: 'The response ends. Which Last-Event-ID will your browser send when it connects again?',
    choices,
    answer: ({ sent }) => (sent === null ? 'none' : sent),
    needsReconnection: true,
  };
}

/** The time until the browser connects again, to half a second. */
export function howLong(choices: string[]): Question {
  return {
    text: 'The response ends. How long will your browser wait before it connects again?',
    choices,
    answer: ({ wait = 0 }) => `${Math.round(wait / 500) / 2} s`,
    needsReconnection: true,
  };
}

function list(items: string[]): string {
  return items.length === 0 ? 'no event' : items.join(', ');
}
