/** One beat of the clock, as either transport brings it. */
export interface Tick {
  /** Names this event in the server's log, whichever transport carried it. */
  id: string;
  /** Counts from 1, so a missing number is a missing event. */
  count: number;
}

/** Follows the clock over a WebSocket, from the event after that id on; without one, from the newest on. */
export function overWebSocket(after: string, heard: (tick: Tick) => void): WebSocket {
  const socket = new WebSocket(`ws/clock?every=500${cursor(after)}`);
  socket.addEventListener('message', (event) => {
    const { id, event: name, data } = JSON.parse(event.data);
    if (name === 'tick') heard({ id, count: data.count });
  });
  return socket;
}

/** Does the same over an event stream. */
export function overEventStream(after: string, heard: (tick: Tick) => void): EventSource {
  const source = new EventSource(`sse/clock?every=500${cursor(after)}`);
  source.addEventListener('tick', (event) => {
    heard({ id: event.lastEventId, count: JSON.parse(event.data).count });
  });
  return source;
}

function cursor(after: string): string {
  return after === '' ? '' : `&after=${encodeURIComponent(after)}`;
}
