import type { Topic } from '../define-topic.ts';
import chat from './chat/topic.ts';
import clock from './clock/topic.ts';
import echo from './echo/topic.ts';
import type { TopicName } from './index.ts';
import progress from './progress/topic.ts';
import ticker from './ticker/topic.ts';

const byName = { chat, clock, echo, progress, ticker } satisfies Record<TopicName, Topic>;

/** Every topic by its name. A `Map`, because names come from URLs and `constructor` is one. */
export const topics: ReadonlyMap<string, Topic> = new Map(Object.entries(byName));
