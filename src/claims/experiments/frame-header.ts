// Browser-safe: an experiment of /claims.
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { headers, judgeHeaders, lengths } from '../judgements/frame-header.ts';
import { defineExperiment } from '../laboratory/experiment.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { seen } from '../laboratory/waiting.ts';

const message = (text: string) => JSON.stringify({ event: 'say', data: { text } });

export default defineExperiment({
  title: 'How long a frame’s header is',
  about:
    'A WebSocket sends messages of chosen lengths and gets some back, just below and just above the two lengths at which the header grows. The live server reads the headers off its socket.',
  seconds: 3,
  repetitions: 1,
  steps: 2,
  measures: headers.map(({ name, direction, length }) => ({
    name,
    label: `${direction === 'up' ? 'From the browser' : 'From the server'}, payload of ${length.toLocaleString('en')} bytes`,
    unit: 'bytes',
  })),
  measure: async (laboratory) => {
    const socket = laboratory.webSocket('ws/echo');
    await laboratory.waiting.event('the WebSocket to open', socket, ['open']);
    laboratory.step('from the browser …');
    for (const length of lengths) {
      socket.send(message('.'.repeat(length - message('').length)));
      await frameOf(laboratory, 'up', length);
    }
    laboratory.step('from the server …');
    // What the echo wraps around a text is known once it has wrapped one, as long as its id keeps its length.
    const wrapped = await echoed(laboratory, socket, 1);
    for (const length of lengths) {
      await echoed(laboratory, socket, 1 + length - wrapped.sizes.payload);
    }
    const records = await laboratory.records();
    return Object.fromEntries(
      headers.map(({ name, direction, length }) => [
        name,
        seen(framesOf(records, direction, length)[0], `a frame of ${length} bytes`).sizes.framing,
      ]),
    ) as Record<(typeof headers)[number]['name'], number>;
  },
  judge: judgeHeaders,
});

function framesOf(records: readonly WireRecord[], direction: 'up' | 'down', length: number) {
  return records.filter(
    (record) =>
      record.kind === 'frame' && record.direction === direction && record.sizes.payload === length,
  );
}

function frameOf(laboratory: Laboratory, direction: 'up' | 'down', length: number) {
  return laboratory.record(
    `a frame of ${length} bytes`,
    (record) => framesOf([record], direction, length).length > 0,
  );
}

/** The frame in which a text of that length comes back. */
async function echoed(
  laboratory: Laboratory,
  socket: WebSocket,
  length: number,
): Promise<WireRecord> {
  const text = '-'.repeat(length);
  socket.send(message(text));
  await laboratory.waiting.for<void>('the echo', (found) => {
    const look = ({ data }: MessageEvent<string>) => {
      if (data.includes(`{"text":"${text}"}`)) found();
    };
    socket.addEventListener('message', look);
    return () => socket.removeEventListener('message', look);
  });
  const records = await laboratory.records();
  const frame = records.findLast(
    ({ kind, direction, sizes, summary }) =>
      kind === 'frame' &&
      direction === 'down' &&
      sizes.payload > length &&
      summary.includes('"said"'),
  );
  return seen(frame, 'the frame of an echo');
}
