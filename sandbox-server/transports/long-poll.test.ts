import { expect, test } from 'vitest';
import { answerOf, heldForNobody } from '../../tests/support/exchange.ts';
import { ManualClock } from '../../tests/support/manual-clock.ts';
import type { LogSlice } from '../logs/log.ts';
import { MemoryLog } from '../logs/memory-log.ts';
import { Refusal } from '../refusal.ts';
import { RunningTopic } from '../running-topic.ts';
import echo from '../topics/echo/topic.ts';
import { serveLongPoll } from './long-poll.ts';

/** Something is appended behind one look at it, before the look is answered: as in a log of another process. */
class BusyLog extends MemoryLog {
  #looks = 0;
  readonly #busyAt: number;

  constructor(clock: ManualClock, busyAt: number) {
    super({ epoch: 'epoch', capacity: 10, clock });
    this.#busyAt = busyAt;
  }

  override async read(after: number): Promise<LogSlice> {
    this.#looks += 1;
    const look = this.#looks;
    const slice = await super.read(after);
    if (look === this.#busyAt) await this.append('said', { text: 'in between' });
    return slice;
  }
}

function topicOver(log: MemoryLog, clock: ManualClock): RunningTopic {
  return new RunningTopic({ topic: echo, params: {}, log, clock, random: () => 0 });
}

test.each([1, 2])(
  'an event that falls behind look %i at the log is not waited for',
  async (look) => {
    const clock = new ManualClock();
    const topic = topicOver(new BusyLog(clock, look), clock);
    const response = await answerOf(serveLongPoll, topic, () => {});
    expect(await response.json()).toEqual({
      events: [{ id: 'epoch-1', event: 'said', data: { text: 'in between' }, time: clock.now() }],
      next: 'epoch-1',
      recovered: true,
    });
  },
);

test('a poll whose space comes to an end is refused', async () => {
  const clock = new ManualClock();
  const topic = topicOver(new MemoryLog({ epoch: 'epoch', capacity: 10, clock }), clock);
  const response = await answerOf(serveLongPoll, topic, (connection) =>
    connection.end(new Refusal('unknown-space', 'Gone.', 'Make a new one.')),
  );
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: { reason: 'unknown-space', message: 'Gone.', help: 'Make a new one.' },
  });
});

test('nothing is held for a client that had left before', async () => {
  const clock = new ManualClock();
  const topic = topicOver(new MemoryLog({ epoch: 'epoch', capacity: 10, clock }), clock);
  expect(await heldForNobody(serveLongPoll, topic)).toEqual([]);
});
