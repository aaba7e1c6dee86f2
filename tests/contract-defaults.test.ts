/** What a topic takes for granted, it also takes when it is said. */
import { expect, test } from 'vitest';
import { contracts } from '../sandbox-server/topics/index.ts';

test.each([...contracts.values()])('$name takes its own standard values', ({ params }) => {
  const standard = params.parse({});
  const asQuery = Object.entries(standard).map(([name, value]) => [name, String(value)]);
  expect(params.parse(Object.fromEntries(asQuery))).toEqual(standard);
});
