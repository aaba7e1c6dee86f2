/** A laptop without internet: no name but this machine's own resolves (tests/support/hosts.ts), and all works. */
import { expect, test } from '../support/duplex.ts';
import { visitEverything } from './visit.ts';

test('works with every other name unresolvable, and asks no other host', async ({
  page,
  duplex,
  requests,
}) => {
  const outside = await page.context().newPage();
  await expect(outside.goto('http://duplex.example/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  await outside.close();
  // That one was ours.
  requests.length = 0;

  await visitEverything(page, duplex.site);

  // Everything that was looked at did come from the server, so what is counted is not nothing.
  const askedPorts = new Set(requests.map((request) => new URL(request).port));
  for (const origin of [duplex.site, duplex.runner, duplex.live]) {
    expect(askedPorts).toContain(new URL(origin).port);
  }
});
