import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cursor, readCursor, resolveCursor } from './cursor.ts';
import { Refusal } from './refusal.ts';

describe('readCursor', () => {
  test.each<[string, string | undefined, string | undefined, Cursor]>([
    ['nothing', undefined, undefined, { kind: 'none' }],
    ['an empty header', '', undefined, { kind: 'none' }],
    ['an id in the address', undefined, 'k3f9q-41', { kind: 'after', id: 'k3f9q-41' }],
    ['the beginning in the address', undefined, 'earliest', { kind: 'earliest' }],
    ['a header beside an address', 'k3f9q-42', 'earliest', { kind: 'after', id: 'k3f9q-42' }],
    ['an empty header beside an address', '', 'k3f9q-41', { kind: 'after', id: 'k3f9q-41' }],
    ['any header', 'anything', 'anything', { kind: 'after', id: 'anything' }],
  ])('reads %s', (_, lastEventId, after, expected) => {
    expect(readCursor(lastEventId, after)).toEqual(expected);
  });

  test('throws nothing but refusals, and for the address alone', () => {
    const text = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(text, text, (lastEventId, after) => {
        try {
          readCursor(lastEventId, after);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(lastEventId ?? '').toBe('');
        }
      }),
    );
  });
});

describe('resolveCursor', () => {
  /** A log that keeps the events from `oldest` to `head`. */
  const kept = (oldest: number, head: number) => ({ entries: [], oldest, head });

  test.each<[string, Parameters<typeof resolveCursor>, ReturnType<typeof resolveCursor>]>([
    ['nobody missed anything', [{ kind: 'none' }, 'nothing', 'e', kept(3, 9)], start(9)],
    ['the latest is there', [{ kind: 'none' }, 'latest', 'e', kept(3, 9)], start(8)],
    ['no latest is there', [{ kind: 'none' }, 'latest', 'e', kept(1, 0)], start(0)],
    ['the latest was forgotten', [{ kind: 'none' }, 'latest', 'e', kept(10, 9)], start(9)],
    ['all history is wanted', [{ kind: 'none' }, 'history', 'e', kept(3, 9)], start(2)],
    ['the beginning is wanted', [{ kind: 'earliest' }, 'nothing', 'e', kept(3, 9)], start(2)],
    ['it comes back', [resuming('e-5'), 'nothing', 'e', kept(3, 9)], start(5)],
    ['it missed nothing', [resuming('e-9'), 'nothing', 'e', kept(3, 9)], start(9)],
    ['just enough is kept', [resuming('e-2'), 'nothing', 'e', kept(3, 9)], start(2)],
    ['one is gone', [resuming('e-1'), 'nothing', 'e', kept(3, 9)], start(2, 'history-gone')],
    [
      'it is of the future',
      [resuming('e-10'), 'nothing', 'e', kept(3, 9)],
      start(2, 'other-epoch'),
    ],
    ['it is of before', [resuming('d-5'), 'nothing', 'e', kept(3, 9)], start(2, 'other-epoch')],
    ['it is nonsense', [resuming('?'), 'nothing', 'e', kept(3, 9)], start(2, 'other-epoch')],
  ])('where %s', (_, given, expected) => {
    expect(resolveCursor(...given)).toEqual(expected);
  });

  test('never skips an event that is kept, nor repeats one, without a word', () => {
    const numbers = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(30));
    fc.assert(
      fc.property(numbers, fc.boolean(), ([gone, count, asked], sameEpoch) => {
        const slice = kept(gone + 1, gone + count);
        const cursor = resuming(`${sameEpoch ? 'e' : 'd'}-${asked}`);
        const result = resolveCursor(cursor, 'nothing', 'e', slice);
        if (result.gap === null) expect(result.after).toBe(asked);
        else expect(result.after).toBe(gone);
        expect(result.after).toBeGreaterThanOrEqual(gone);
        expect(result.after).toBeLessThanOrEqual(gone + count);
      }),
    );
  });
});

function resuming(id: string): Cursor {
  return { kind: 'after', id };
}

function start(number: number, gap: 'history-gone' | 'other-epoch' | null = null) {
  return { after: number, gap };
}
