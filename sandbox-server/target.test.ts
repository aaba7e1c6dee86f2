import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../tests/support/valid-data.ts';
import { readTarget } from './target.ts';

describe('readTarget', () => {
  test.each([
    ['/', [''], ''],
    ['/s/x/sse/clock', ['s', 'x', 'sse', 'clock'], ''],
    ['/a?b=c&b=d', ['a'], 'b=c&b=d'],
    ['/a?', ['a'], ''],
    ['/a?b?c=d', ['a'], 'b%3Fc=d'],
    ['/%61%2F/%20', ['a/', ' '], ''],
    ['//a', ['', 'a'], ''],
    ['http://example.org/a?b=c', ['a'], 'b=c'],
    ['HTTPS://user@example.org:1/a', ['a'], ''],
  ])('reads %s', (target, segments, query) => {
    const read = readTarget(target);
    expect({ segments: read?.segments, query: read?.query.toString() }).toEqual({
      segments,
      query,
    });
  });

  test.each(['', '*', 'a', 'example.org:443', '/%', '/%zz', '/%ff', 'ftp://example.org/'])(
    '%j is none',
    (target) => {
      expect(readTarget(target)).toBe(null);
    },
  );

  test('reads any path that was encoded, and throws for nothing', () => {
    const wellFormed = fc.string({ unit: 'grapheme', maxLength: 10 });
    fc.assert(
      fc.property(fc.array(wellFormed, { minLength: 1, maxLength: 6 }), (parts) => {
        const target = `/${parts.map(encodeURIComponent).join('/')}`;
        expect(readTarget(target)?.segments).toEqual(parts);
      }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        readTarget(text);
        readTarget(`/${text}`);
      }),
    );
  });
});
