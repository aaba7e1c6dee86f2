import { expect, test } from 'vitest';
import { TopicBench } from '../../../tests/support/topic-bench.ts';
import chat from './topic.ts';

test('tells what is said, edited and typed, in order', async () => {
  const bench = new TopicBench(chat);
  expect(await bench.send('typing', { from: 'Ada' })).toBe('epoch-1');
  expect(await bench.send('say', { from: 'Ada', text: 'helo' })).toBe('epoch-2');
  const edit = { from: 'Ada', message: 'epoch-2', text: 'hello' };
  expect(await bench.send('edit', edit)).toBe('epoch-3');
  expect(await bench.events()).toEqual([
    ['typing', { from: 'Ada' }],
    ['said', { from: 'Ada', text: 'helo' }],
    ['edited', edit],
  ]);
});

test('takes a name without the spaces around it, and the same message again and again', async () => {
  const bench = new TopicBench(chat);
  await bench.send('say', { from: ' Ada ', text: 'one' });
  for (const text of ['two', 'three']) {
    await bench.send('edit', { from: 'Ada', message: 'epoch-1', text });
  }
  expect((await bench.events()).map(([, data]) => data)).toEqual([
    { from: 'Ada', text: 'one' },
    { from: 'Ada', message: 'epoch-1', text: 'two' },
    { from: 'Ada', message: 'epoch-1', text: 'three' },
  ]);
});

test.each([
  ['of somebody else', 'Bob', 'epoch-1', 'Message epoch-1 was said by somebody else.'],
  ['that was not said', 'Ada', 'epoch-9', 'There is no message epoch-9 to edit.'],
  ['that is an edit', 'Ada', 'epoch-2', 'There is no message epoch-2 to edit.'],
  ['that every object has', 'Ada', 'constructor', 'There is no message constructor to edit.'],
])('refuses to edit a message %s', async (_, from, message, text) => {
  const bench = new TopicBench(chat);
  await bench.send('say', { from: 'Ada', text: 'one' });
  await bench.send('edit', { from: 'Ada', message: 'epoch-1', text: 'two' });
  const edit = { from, message, text: 'three' };
  await expect(bench.send('edit', edit)).rejects.toMatchObject({
    reason: 'bad-request',
    message: text,
  });
  expect(await bench.events()).toHaveLength(2);
});

test('forgets who said what after a thousand messages', async () => {
  const bench = new TopicBench(chat);
  for (let index = 0; index <= 1000; index += 1) {
    await bench.send('say', { from: 'Ada', text: `${index}` });
  }
  await bench.send('edit', { from: 'Ada', message: 'epoch-2', text: 'still known' });
  const edit = { from: 'Ada', message: 'epoch-1', text: 'forgotten' };
  await expect(bench.send('edit', edit)).rejects.toMatchObject({
    message: 'There is no message epoch-1 to edit.',
    help: 'Give the id of a "said" event of this room as "message".',
  });
});
