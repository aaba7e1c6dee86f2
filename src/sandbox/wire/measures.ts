/** What is added up of a connection, and of all of them, in words. Browser-safe. */
import type { Lane } from './lanes.ts';
import { count } from './wording.ts';

interface Measure {
  name: string;
  of(lane: Lane): string;
  /** Absent where there is no sum. */
  ofAll?(lanes: readonly Lane[]): string;
  /** Whether it is to be marked as what a fault does. */
  isFault?(lane: Lane): boolean;
}

export const measures: readonly Measure[] = [
  {
    name: 'Requests',
    of: ({ requests }) => count(requests),
    ofAll: (lanes) => count(sum(lanes, ({ requests }) => requests)),
  },
  bytesOnWire('Heads', ({ sizes }) => sizes.heads),
  bytesOnWire('Framing', ({ sizes }) => sizes.framing),
  {
    name: 'Payload',
    of: ({ sizes }) => `${count(sizes.payload)} B`,
    ofAll: (lanes) => `${count(sum(lanes, ({ sizes }) => sizes.payload))} B`,
  },
  {
    name: 'First event',
    of: ({ firstEvent }) => (firstEvent === undefined ? '–' : `${firstEvent.toFixed(1)} ms`),
  },
  {
    name: 'End',
    of: ({ end }) => end ?? 'open',
    isFault: ({ end }) => end === 'RST',
  },
];

/** Of HTTP/2 there is more, and it is not known how much. */
function bytesOnWire(name: string, of: (lane: Lane) => number): Measure {
  return {
    name,
    of: (lane) => (lane.isHttp2 ? 'not known' : `${count(of(lane))} B`),
    ofAll: (lanes) =>
      `${lanes.some(({ isHttp2 }) => isHttp2) ? 'over ' : ''}${count(sum(lanes, of))} B`,
  };
}

function sum(lanes: readonly Lane[], of: (lane: Lane) => number): number {
  return lanes.reduce((total, lane) => total + of(lane), 0);
}
