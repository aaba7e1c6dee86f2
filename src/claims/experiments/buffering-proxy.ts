// Browser-safe: an experiment of /claims.
import { judgeBuffering } from '../judgements/buffering-proxy.ts';
import { defineExperiment } from '../laboratory/experiment.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';

/** Bytes that the proxy waits for. */
const bytes = 4096;
/** The clock's pace, in milliseconds. */
const pace = 100;
/** How long events that came together take to be dispatched, in milliseconds: less than the clock's pace. */
const burst = pace / 2;

export default defineExperiment({
  title: 'A stream behind a proxy that buffers',
  about: `A clock ticks ten times a second. An EventSource follows it directly, then through a proxy that hands a response on in pieces of ${bytes} bytes; a WebSocket follows it through the same proxy.`,
  seconds: 20,
  repetitions: 3,
  steps: 3,
  measures: [
    { name: 'direct', label: 'SSE, direct: first event after', unit: 'ms' },
    { name: 'buffered', label: 'SSE, behind the proxy: first event after', unit: 'ms' },
    { name: 'burst', label: 'Events that came at once then', unit: 'events' },
    { name: 'web-socket', label: 'WebSocket, behind the proxy: first message after', unit: 'ms' },
  ],
  measure: async (laboratory) => {
    laboratory.step('directly …');
    const direct = await firstEvent(laboratory);
    await laboratory.switchOn({ fault: 'buffer', bytes });
    laboratory.step('a WebSocket behind the proxy …');
    const webSocket = await firstMessage(laboratory);
    laboratory.step('an EventSource behind the proxy …');
    const buffered = await firstEvent(laboratory);
    await laboratory.calm();
    return {
      direct: direct.after,
      buffered: buffered.after,
      burst: buffered.atOnce,
      'web-socket': webSocket,
    };
  },
  judge: judgeBuffering,
});

/** When the first event comes, in milliseconds, and how many come with it. */
async function firstEvent(laboratory: Laboratory): Promise<{ after: number; atOnce: number }> {
  const began = performance.now();
  const source = laboratory.eventSource(`sse/clock?every=${pace}`);
  let atOnce = 0;
  source.addEventListener('tick', () => {
    atOnce += 1;
  });
  await laboratory.waiting.event('an event', source, ['tick'], 60_000);
  const after = performance.now() - began;
  await laboratory.waiting.pass(burst);
  source.close();
  return { after, atOnce };
}

async function firstMessage(laboratory: Laboratory): Promise<number> {
  const began = performance.now();
  const socket = laboratory.webSocket(`ws/clock?every=${pace}`);
  await laboratory.waiting.event('a message', socket, ['message'], 60_000);
  const after = performance.now() - began;
  socket.close();
  return after;
}
