import { expect, test } from 'vitest';
import { createErrorLimit, errorsPerSecond } from './error-limit.ts';
import { errorMessages } from './error-messages.ts';

test('an error is told to Sandpack, with the lines around it, and to the workbench', () => {
  const files = new Map([['/page.ts', 'one\ntwo\nthree\nfour\nfive\nsix']]);
  const error = { message: 'TypeError: no', path: '/page.ts', line: 2, column: 3 };
  expect(errorMessages('run-1', 'TypeError', error, files)).toEqual([
    {
      type: 'action',
      action: 'show-error',
      title: 'TypeError',
      ...error,
      payload: {
        frames: [
          {
            _originalFileName: '/page.ts',
            _originalLineNumber: 2,
            _originalColumnNumber: 3,
            _originalScriptCode: [
              { lineNumber: 1, content: 'one', highlight: false },
              { lineNumber: 2, content: 'two', highlight: true },
              { lineNumber: 3, content: 'three', highlight: false },
              { lineNumber: 4, content: 'four', highlight: false },
            ],
          },
        ],
      },
    },
    { type: 'run-error', run: 'run-1', error },
  ]);
});

test('an error without a place has no frame', () => {
  const [shown] = errorMessages('run-1', 'Error', { message: 'no' }, new Map());
  expect(shown).toMatchObject({ path: '', line: 0, payload: { frames: [] } });
});

test('so many errors are told in a second, and again in the next', () => {
  const mayTell = createErrorLimit();
  const told = (from: number): number =>
    Array.from({ length: 100 }, (_, index) => mayTell(from + index)).filter(Boolean).length;
  expect([told(0), told(500), told(1000)]).toEqual([errorsPerSecond, 0, errorsPerSecond]);
});
