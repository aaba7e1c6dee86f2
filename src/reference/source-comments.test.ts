import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { composeRequest } from '../../sandbox-server/compose-request.ts';
import { contracts } from '../../sandbox-server/topics/index.ts';
import { faultRequest } from '../../sandbox-server/wire/fault-requests.ts';
import { fieldsOf, variantsOf } from './fields.ts';
import { commentsIn } from './source-comments.ts';

const source = `
  /** A name. */
  const from = z.string().min(1).max(40);
  const said = z.strictObject({
    from,
    /** What is said, 1 to 9 characters. */
    text: z.string(),
  });
  export const talk = defineContract({
    params: z.strictObject({
      /** Milliseconds; 5 unless told otherwise. */
      every: z.coerce.number().int().min(1).max(9).default(5),
    }),
    events: { said },
    messages: {
      /** Begins it. */
      say: said,
    },
  });`;
const comments = commentsIn(source, 'defineContract');

test('a comment belongs to the path of its property, through constants and calls', () => {
  expect(Object.fromEntries(comments)).toEqual({
    'params.every': 'Milliseconds; 5 unless told otherwise.',
    'events.said.from': 'A name.',
    'events.said.text': 'What is said, 1 to 9 characters.',
    'messages.say': 'Begins it.',
    'messages.say.from': 'A name.',
    'messages.say.text': 'What is said, 1 to 9 characters.',
  });
});

test('a field says what the schema takes and the comment means', () => {
  const params = z.strictObject({ every: z.coerce.number().int().min(1).max(9).default(5) });
  expect(fieldsOf(params, comments, 'params')).toEqual([
    {
      name: 'every',
      type: 'whole number, 1 to 9',
      standard: '5',
      required: false,
      text: 'Milliseconds; 5 unless told otherwise.',
    },
  ]);
  const said = z.strictObject({ from: z.string().min(1).max(40), text: z.string().max(9) });
  expect(fieldsOf(said, comments, 'events.said').map(({ type }) => type)).toEqual([
    'text, 1 to 40 characters',
    'text',
  ]);
});

test('every parameter of every topic says what it means', () => {
  for (const contract of contracts.values()) {
    const file = `sandbox-server/topics/${contract.name}/contract.ts`;
    const own = commentsIn(readFileSync(file, 'utf8'), 'defineContract');
    for (const { name, text } of fieldsOf(contract.params, own, 'params')) {
      expect(text, `${contract.name} ${name}`).not.toBe('');
    }
  }
});

test('every fault says what it does', () => {
  const file = 'sandbox-server/wire/fault-requests.ts';
  const own = commentsIn(readFileSync(file, 'utf8'), 'z.discriminatedUnion');
  const names = [...variantsOf(faultRequest, 'fault', own).keys()];
  expect(names).toContain('freeze');
  for (const name of names) expect(own.get(`${name}.fault`), name).toBeTruthy();
});

test('every parameter of compose says what it means', () => {
  const own = commentsIn(
    readFileSync('sandbox-server/compose-request.ts', 'utf8'),
    'z.strictObject',
  );
  const fields = fieldsOf(composeRequest, own, '');
  expect(fields.map(({ name }) => name)).toEqual(['chunk', 'every', 'end']);
  for (const { name, text } of fields) expect(text, name).not.toBe('');
});
