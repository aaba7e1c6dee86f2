/** A server that cannot start says what to do about it. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { run } from './support/processes.ts';

const start = (...flags: string[]) => run('node', ['sandbox-server/main.ts', ...flags]);

test('with a flag that is not right', async () => {
  const { code, output } = await start('--port', 'many');
  expect(output).toBe('--port takes a whole number from 0 on, not "many".\nSee --help.\n');
  expect(code).toBe(2);
});

test('on a port that is in use', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const { code, output } = await start('--port', String(port));
  expect(output).toBe(
    `Port ${port} is in use already. Stop what uses it, or give another with --port.\nSee --help.\n`,
  );
  expect(code).toBe(2);
  // Also when the first of the three was free.
  const behind = await start('--port', String(port - 2));
  expect(behind.output).toMatch(/^Port \d+ is in use already\./);
  expect(behind.code).toBe(2);
  other.close();
});

test('with --help it names every flag, and does not start', async () => {
  const { code, output } = await start('--help');
  expect(code).toBe(0);
  expect(output).toMatch(/^npm start -- \[flags\]\n/);
});
