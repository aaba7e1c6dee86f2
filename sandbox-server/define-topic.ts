import type { z } from 'zod';
import type { Contract } from './contract.ts';

/** What a topic's behaviour may use. Time, chance and publishing come from here, so that a run can be repeated. */
export interface TopicTools<C extends Contract> {
  readonly params: z.output<C['params']>;
  /** Appends an event to the topic's log, from which every transport takes it. Resolves to the event's id. */
  publish<Name extends keyof C['events'] & string>(
    event: Name,
    data: z.input<C['events'][Name]>,
  ): Promise<string>;
  /** The time in milliseconds since 1970. */
  now(): number;
  /** A number from 0 up to 1, from the space's seed. */
  random(): number;
  /** Repeats a task; pauses while nobody follows the topic. */
  every(milliseconds: number, task: () => void): void;
  /** Runs a task once, whether anybody follows or not. */
  after(milliseconds: number, task: () => void): void;
}

/** A topic's behaviour: what happens by itself, and what a client's message does. */
export interface Behaviour<C extends Contract, State> {
  /** Called once, when the topic is first followed or sent to. */
  start(tools: TopicTools<C>): State;
  /** By message: resolves to the id of the event that the message became. Throws a `Refusal` to refuse it. */
  receive: {
    [Name in keyof C['messages']]: (
      data: z.output<C['messages'][Name]>,
      tools: TopicTools<C>,
      state: State,
    ) => Promise<string>;
  };
}

/** A topic with its types forgotten, as the kernel handles it: contracts have been checked by then. */
export interface Topic {
  readonly contract: Contract;
  start(tools: TopicTools<Contract>): unknown;
  receive(
    message: string,
    data: unknown,
    tools: TopicTools<Contract>,
    state: unknown,
  ): Promise<string>;
}

/** Joins a contract to its behaviour; starts nothing. */
export function defineTopic<C extends Contract, State>(
  contract: C,
  behaviour: Behaviour<C, State>,
): Topic {
  const handlers = new Map(Object.entries(behaviour.receive)) as ReadonlyMap<
    string,
    (data: unknown, tools: TopicTools<Contract>, state: unknown) => Promise<string>
  >;
  return {
    contract,
    start: behaviour.start as unknown as Topic['start'],
    receive(message, data, tools, state) {
      const handler = handlers.get(message);
      if (handler === undefined)
        throw new Error(`${contract.name} has no handler for "${message}"`);
      return handler(data, tools, state);
    },
  };
}
