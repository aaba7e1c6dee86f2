import { expect, test } from 'vitest';
import { type Kept, keep, recall } from './kept.ts';

class MapStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

const kept: Kept = {
  at: '2026-11-23T03:00:00.000Z',
  browser: 'Chromium 156 on Linux',
  readings: [{ open: 6 }, { open: 6 }],
  finding: { outcome: 'agrees', text: 'Six opened.' },
};

test('recalls what was kept last', () => {
  const storage = new MapStorage();
  keep(storage, 'six-connections', { ...kept, browser: 'Firefox 145' });
  keep(storage, 'six-connections', kept);
  expect(recall(storage, 'six-connections')).toEqual(kept);
  expect(recall(storage, 'retry-timing')).toBeUndefined();
});

test('recalls also that there was nothing to measure', () => {
  const storage = new MapStorage();
  const readings = [{ attempts: 1, growth: Number.NaN }];
  keep(storage, 'retry-timing', { ...kept, readings });
  expect(recall(storage, 'retry-timing')).toEqual({ ...kept, readings });
});

test.each([
  ['nothing'],
  ['{'],
  ['{"at":1}'],
  [JSON.stringify({ ...kept, readings: [{ open: 'six' }] })],
  [JSON.stringify({ ...kept, finding: { outcome: 'perhaps', text: '' } })],
])('is not misled by %s', (text) => {
  const storage = new MapStorage();
  storage.setItem('duplex:experiment:six-connections', text);
  expect(recall(storage, 'six-connections')).toBeUndefined();
});

test('does without storage', () => {
  const forbidden = {
    getItem: () => {
      throw new Error('forbidden');
    },
    setItem: () => {
      throw new Error('forbidden');
    },
  };
  keep(forbidden, 'six-connections', kept);
  expect(recall(forbidden, 'six-connections')).toBeUndefined();
});
