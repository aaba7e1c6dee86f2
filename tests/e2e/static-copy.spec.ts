/** The built site as mere files, without a live server: what is read stays, a recorded run is shown, and how to start one is said. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import sirv from 'sirv';
import { Sandbox } from '../support/sandbox.ts';

const files = sirv(path.join(import.meta.dirname, '../../dist/site'));

let server: Server;
let site: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404).end('Not found');
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.close();
});

for (const width of [1280, 390]) {
  test(`has the code, the way to a server, and a recorded run, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    const box = await Sandbox.at(page, `${site}/lessons/the-dilemma/`, 'Make it heal');
    await expect(box.editor).toContainText('WebSocket');
    if (width < 600) await box.tab('Preview').click();
    await expect(box.preview).toContainText(
      'Start one with npm start in the project’s folder, and open the address that it prints.',
    );
    await expect(box.preview).toContainText('recorded run');

    await box.tab('Wire').click();
    await expect(box.wire.getByRole('status')).toContainText('Recorded: The solution at work');
    await box.wire.getByRole('button', { name: 'Table', exact: true }).click();
    await expect(box.wire).toContainText('after=');
    await box.wire.getByRole('button', { name: 'Play' }).click();
    await expect(box.wire.getByRole('button', { name: 'Pause' })).toBeVisible();
  });
}

test('goes on to be edited, and keeps the edits', async ({ page }) => {
  const box = await Sandbox.at(page, `${site}/lessons/the-dilemma/`, 'Make it heal');
  await box.write('// written without a server');
  await page.reload();
  await box.open();
  await expect(box.editor).toContainText('written without a server');
});
