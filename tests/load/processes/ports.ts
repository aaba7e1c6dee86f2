import { once } from 'node:events';
import { createServer } from 'node:net';
import type { PortRange } from '../systems/system.ts';

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Hands out free ports, from `first` upwards, none of them twice before `size` were tried. */
export function portRange(first: number, size: number): PortRange {
  let next = first;
  const take = async (count: number): Promise<number> => {
    for (let tried = 0; tried < size; tried += count) {
      if (next + count > first + size) next = first;
      const candidate = next;
      next += count;
      const ports = Array.from({ length: count }, (_, index) => candidate + index);
      const free = await Promise.all(ports.map(isFree));
      if (free.every(Boolean)) return candidate;
    }
    throw new Error(
      `There are no ${count} free ports in a row from ${first} to ${first + size - 1}.`,
    );
  };
  return { take };
}
