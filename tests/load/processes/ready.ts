import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const patience = 15_000;
const interval = 25;

/** Settles when something accepts connections on the port of 127.0.0.1. */
export async function accepts(port: number): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port });
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
    } finally {
      socket.destroy();
    }
    await setTimeout(interval);
  }
}
