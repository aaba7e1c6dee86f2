// Browser-safe: an experiment of /claims.
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { judgeEnvelopes } from '../judgements/envelope-size.ts';
import { ackOf, pairIn } from '../judgements/messages.ts';
import { isContent } from '../judgements/requests.ts';
import { defineExperiment } from '../laboratory/experiment.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { seen } from '../laboratory/waiting.ts';

/** What is sent in every form: 44 bytes. */
const payload = '{"symbol":"ACME","price":187.4,"change":0.5}';

/** The same payload as event streams write it. */
const forms = {
  'data-only': `data:${payload}\n\n`,
  'with-id-and-event': `id:k3f9q-41\nevent:price\ndata:${payload}\n\n`,
  // A fresh UUID for each event is what better-sse does unless it is told otherwise.
  'better-sse': `event:message\nid:7f1ad5a6-3f0c-4f0e-9b0d-2c7a0f6e1b11\ndata:${payload}\n\n`,
} as const;

export default defineExperiment({
  title: 'Bytes for one small message',
  about: `The same ${payload.length} bytes of JSON cross the wire as a WebSocket message and as three forms of an event. The live server counts what passes its socket. Then a topic sends the same events over both, with all that a client needs to resume.`,
  seconds: 3,
  repetitions: 3,
  steps: 3,
  measures: [
    { name: 'web-socket', label: 'WebSocket: frame and payload', unit: 'bytes' },
    { name: 'data-only', label: 'SSE: data alone', unit: 'bytes' },
    { name: 'with-id-and-event', label: 'SSE: id, event and data', unit: 'bytes' },
    { name: 'better-sse', label: 'SSE: as better-sse sends it by default', unit: 'bytes' },
    { name: 'chunk', label: 'HTTP/1.1 chunk framing around each event', unit: 'bytes' },
    { name: 'topic-sse', label: 'A topic over SSE: all but its data', unit: 'bytes' },
    { name: 'topic-web-socket', label: 'The same topic over WebSocket', unit: 'bytes' },
  ],
  measure: async (laboratory) => {
    laboratory.step('a WebSocket message …');
    const frame = await messageFrame(laboratory);
    laboratory.step('events …');
    const chunks = await eventChunks(laboratory);
    laboratory.step('a topic over both …');
    const topic = await topicOverheads(laboratory);
    const [dataOnly, withIdAndEvent, betterSse] = chunks.map(({ sizes }) => sizes);
    return {
      'web-socket': frame.size,
      'data-only': seen(dataOnly, 'an event').payload,
      'with-id-and-event': seen(withIdAndEvent, 'an event with an id').payload,
      'better-sse': seen(betterSse, 'an event with a UUID').payload,
      chunk: seen(dataOnly, 'an event').framing,
      'topic-sse': topic.sse,
      'topic-web-socket': topic.webSocket,
    };
  },
  judge: judgeEnvelopes,
});

/** A message of exactly the payload's length: an acknowledgement, because its length is the page's to choose. */
async function messageFrame(laboratory: Laboratory): Promise<WireRecord> {
  const socket = laboratory.webSocket('ws/echo');
  await laboratory.waiting.event('the WebSocket to open', socket, ['open']);
  const acknowledge = async (ref: string) => {
    socket.send(JSON.stringify({ event: 'say', data: { text: '' }, ref }));
    return laboratory.record('an acknowledgement', (record) => ackOf(record) === ref);
  };
  const short = await acknowledge(`a${crypto.getRandomValues(new Uint32Array(1))[0]}`);
  const ref = ackOf(short) ?? '';
  return acknowledge(ref.padEnd(ref.length + payload.length - short.sizes.payload, '.'));
}

async function eventChunks(laboratory: Laboratory): Promise<WireRecord[]> {
  const before = (await laboratory.records()).length;
  const chunks = Object.values(forms).map((form) => `chunk=${encodeURIComponent(form)}`);
  await (await laboratory.fetch(`compose?${chunks.join('&')}`)).arrayBuffer();
  return (await laboratory.records()).slice(before).filter(isContent);
}

/** What an event of a topic takes on either transport beside its data. */
async function topicOverheads(laboratory: Laboratory): Promise<{ sse: number; webSocket: number }> {
  const before = (await laboratory.records()).length;
  laboratory.eventSource('sse/ticker?rate=50');
  laboratory.webSocket('ws/ticker?rate=50');
  const since = () => laboratory.seen().slice(before);
  await laboratory.record('an event on both', () => pairIn(since()) !== undefined);
  laboratory.closeConnections();
  const pair = seen(pairIn(since()), 'an event on both transports');
  return { sse: pair.chunk.size - pair.data, webSocket: pair.frame.size - pair.data };
}
