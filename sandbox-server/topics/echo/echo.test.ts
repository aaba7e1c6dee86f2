import { expect, test } from 'vitest';
import { TopicBench } from '../../../tests/support/topic-bench.ts';
import echo from './topic.ts';

test('is silent until it is told something, then says it back', async () => {
  const bench = new TopicBench(echo);
  bench.clock.advance(60_000);
  expect(await bench.events()).toEqual([]);
  expect(await bench.send('say', { text: 'hello' })).toBe('epoch-1');
  expect(await bench.send('say', { text: '' })).toBe('epoch-2');
  expect(await bench.events()).toEqual([
    ['said', { text: 'hello' }],
    ['said', { text: '' }],
  ]);
});

test('refuses what is not right', async () => {
  const bench = new TopicBench(echo);
  await expect(bench.send('say', { text: 7 })).rejects.toMatchObject({
    reason: 'bad-request',
    message:
      'The data of "say" is not right: text: Invalid input: expected string, received number.',
    help: 'The reference page lists every field of every message.',
  });
  await expect(bench.send('sing', { text: 'la' })).rejects.toMatchObject({
    reason: 'bad-request',
    message: 'The topic "echo" takes no message of that name.',
    help: 'Give one of these as "event": say.',
  });
  expect(await bench.events()).toEqual([]);
});
