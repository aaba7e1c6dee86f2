import { createDiary } from './diary.ts';

interface Tick {
  /** Counts from 1. */
  count: number;
}

const events = createDiary('sse', 'EventSource');
const source = new EventSource('sse/clock?every=500');

source.addEventListener('open', () => events.heard('open'));
source.addEventListener('error', () => events.heard(`error, readyState ${source.readyState}`));
source.addEventListener('tick', (event) => {
  const tick: Tick = JSON.parse(event.data);
  events.tick(tick.count);
});

const messages = createDiary('ws', 'WebSocket');
const socket = new WebSocket('ws/clock?every=500');

socket.addEventListener('open', () => messages.heard('open'));
socket.addEventListener('error', () => messages.heard('error'));
socket.addEventListener('close', (event) => {
  messages.heard(`close, code ${event.code}, reason "${event.reason}"`);
});
socket.addEventListener('message', (event) => {
  const message: { data: Tick } = JSON.parse(event.data);
  messages.tick(message.data.count);
});
