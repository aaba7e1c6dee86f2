/** A participant's browser in a room: plain HTTP, and a name that is not localhost. */
import { expect, test } from '../support/duplex.ts';
import { visitEverything } from './visit.ts';

test('works where the browser gives no secure context', async ({ page, duplex }) => {
  await page.goto(duplex.room);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  expect(await page.evaluate(() => 'subtle' in crypto || 'serviceWorker' in navigator)).toBe(false);

  await visitEverything(page, duplex.room);
});

test('tells a browser its three origins by the name that it used', async ({ page, duplex }) => {
  await page.goto(duplex.room);
  const origins = await page.evaluate(async () => (await fetch('/api/config')).json());
  const inRoom = (origin: string): string => duplex.room.replace(/\d+$/, new URL(origin).port);
  expect(origins).toEqual({
    site: inRoom(duplex.site),
    runner: inRoom(duplex.runner),
    live: inRoom(duplex.live),
  });
});
