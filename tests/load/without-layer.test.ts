import { expect, test } from 'vitest';
import { portRange } from './processes/ports.ts';
import { duplex, duplexWithoutLayer } from './systems/duplex.ts';

/** What an event stream is answered while its space is refused everything. */
async function statusWhileRefused(system: typeof duplex, port: number): Promise<number> {
  const ports = portRange(port, 6);
  const running = await system.start(ports);
  try {
    const { subscribe } = await running.channel('sse');
    const [, , id] = subscribe.path.split('/');
    const fault = await fetch(`http://127.0.0.1:${subscribe.port - 2}/api/spaces/${id}/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"fault":"refuse"}',
    });
    expect(fault.status).toBe(200);
    const stream = await fetch(`http://127.0.0.1:${subscribe.port}${subscribe.path}`);
    await stream.body?.cancel();
    return stream.status;
  } finally {
    await running.stop();
  }
}

test('the server that the layer is measured against has none: a fault does nothing to it', async () => {
  expect(await statusWhileRefused(duplex, 23_700)).toBe(503);
  expect(await statusWhileRefused(duplexWithoutLayer, 23_710)).toBe(200);
});
