// Browser-safe: contracts only. The behaviours are in behaviours.ts.

import type { Contract } from '../contract.ts';
import { chat } from './chat/contract.ts';
import { clock } from './clock/contract.ts';
import { echo } from './echo/contract.ts';
import { progress } from './progress/contract.ts';
import { ticker } from './ticker/contract.ts';

const byName = { chat, clock, echo, progress, ticker };

export type TopicName = keyof typeof byName;

export const topicNames = Object.keys(byName) as TopicName[];

/** Every topic's contract by its name. A `Map`, because names come from URLs and `constructor` is one. */
export const contracts: ReadonlyMap<string, Contract> = new Map(Object.entries(byName));
