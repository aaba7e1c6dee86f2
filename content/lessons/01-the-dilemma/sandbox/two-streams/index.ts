import { showStream } from './panel.ts';

interface Tick {
  /** Counts from 1, so a missing number is a missing event. */
  count: number;
}

const events = showStream('sse', 'Server-Sent Events');
const source = new EventSource('sse/clock?every=500');

source.addEventListener('open', () => events.state('open'));
source.addEventListener('error', () => {
  events.state(source.readyState === EventSource.CLOSED ? 'closed' : 'reconnecting');
});
source.addEventListener('tick', (event) => {
  const tick: Tick = JSON.parse(event.data);
  events.tick(tick.count);
});

const messages = showStream('ws', 'WebSocket');
const socket = new WebSocket('ws/clock?every=500');

socket.addEventListener('open', () => messages.state('open'));
socket.addEventListener('close', (event) => messages.state(`closed, code ${event.code}`));
socket.addEventListener('message', (event) => {
  const message: { data: Tick } = JSON.parse(event.data);
  messages.tick(message.data.count);
});
