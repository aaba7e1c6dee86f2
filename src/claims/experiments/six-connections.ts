// Browser-safe: an experiment of /claims.
import { judgeConnections, streams } from '../judgements/six-connections.ts';
import { defineExperiment } from '../laboratory/experiment.ts';

/** How long no further stream must open before they count as all, in milliseconds; longer where all is slow. */
const quiet = 800;
/** And how many times longer than all of them took to open. */
const patience = 3;

export default defineExperiment({
  title: 'The wall of six connections',
  about: `The page opens ${streams} EventSources to the live server, and when no more of them open it asks for something with fetch. Another port answers meanwhile. Then it closes streams one by one until the first fetch is answered.`,
  seconds: 8,
  repetitions: 3,
  steps: 2,
  measures: [
    { name: 'open', label: `Streams open at once, of ${streams}`, unit: 'streams' },
    { name: 'closed', label: 'Closed before the fetch was answered', unit: 'streams' },
    { name: 'elsewhere', label: 'Answer from another port meanwhile', unit: 'ms' },
  ],
  measure: async (laboratory) => {
    const { waiting } = laboratory;
    laboratory.step('opening streams …');
    const opened: EventSource[] = [];
    const began = performance.now();
    let took = 0;
    for (let count = 0; count < streams; count += 1) {
      const source = laboratory.eventSource('sse/clock?every=1000');
      source.addEventListener(
        'open',
        () => {
          opened.push(source);
          took = performance.now() - began;
        },
        { once: true },
      );
    }
    let seen = -1;
    while (opened.length > seen) {
      seen = opened.length;
      await waiting.pass(Math.max(quiet, patience * took));
    }
    const open = opened.length;

    let isAnswered = false;
    const answer = laboratory.fetch('poll/clock?every=1000').then(async (response) => {
      await response.arrayBuffer();
      isAnswered = true;
    });
    // It is awaited below; stopped before that, it must not be an error that nobody handles.
    answer.catch(() => {});
    const asked = performance.now();
    await (await fetch('/healthz', { cache: 'no-store' })).arrayBuffer();
    const elsewhere = performance.now() - asked;

    laboratory.step('closing streams …');
    let closed = 0;
    while (!isAnswered && closed < streams) {
      opened[closed]?.close();
      closed += 1;
      await Promise.race([answer, waiting.pass(quiet / 2)]);
    }
    return { open, closed, elsewhere };
  },
  judge: judgeConnections,
});
