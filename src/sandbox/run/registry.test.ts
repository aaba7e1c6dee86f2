import { expect, test } from 'vitest';
import { giveTurnBack, takeTurn } from './registry.ts';

test('starting one sandbox stops the one that runs, and only that', () => {
  const stopped: string[] = [];
  const [one, two, three] = ['one', 'two', 'three'].map((name) => ({
    stop: () => void stopped.push(name),
  })) as [{ stop(): void }, { stop(): void }, { stop(): void }];
  takeTurn(one);
  takeTurn(one);
  expect(stopped).toEqual([]);
  takeTurn(two);
  expect(stopped).toEqual(['one']);
  giveTurnBack(one);
  giveTurnBack(two);
  takeTurn(three);
  expect(stopped).toEqual(['one']);
});
