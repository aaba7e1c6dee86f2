/** What a client does that was told to stop following. Browser-safe. */
import type { Tools } from '../../../src/sandbox/checks/api.ts';
import { webSocket } from './attempts.ts';

interface Stopping {
  /** Resolves to the number of the WebSocket that the page has asked for last by then, counted from 1 as all that the run has opened. */
  stop(): Promise<number | undefined>;
  /** Fails if it asks for another one than that. */
  quiet(asked: number | undefined): Promise<void>;
}

export function stopping({ run, wire, page, expect }: Tools): Stopping {
  const newest = () => run.connections.findLast(({ kind }) => kind === 'web-socket')?.id;
  return {
    stop: async () => {
      await page.press('.stop');
      return newest();
    },
    quiet: async (asked) => {
      await wire.none(
        'further WebSocket after “Stop following”',
        { ...webSocket, after: await wire.now() },
        1500,
      );
      // A browser may hold the request for one back for longer, once many have failed.
      if (newest() === asked) return;
      expect.fail(
        'no further WebSocket after “Stop following”',
        'another one that the page has asked for, and whose request the browser still holds back',
      );
    },
  };
}
