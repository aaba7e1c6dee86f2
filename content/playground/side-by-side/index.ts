import { column } from './column.ts';

const events = column('Server-Sent Events');
const source = new EventSource('sse/clock?every=500');

source.addEventListener('open', () => events.state('open'));
source.addEventListener('error', () => {
  events.state(source.readyState === EventSource.CLOSED ? 'closed' : 'reconnecting');
});
source.addEventListener('tick', (event) => {
  const { count }: { count: number } = JSON.parse(event.data);
  events.add(count);
});

const messages = column('WebSocket');
const socket = new WebSocket('ws/clock?every=500');

socket.addEventListener('open', () => messages.state('open'));
socket.addEventListener('close', ({ code }) => messages.state(`closed, code ${code}`));
socket.addEventListener('message', (event) => {
  const { data }: { data: { count: number } } = JSON.parse(event.data);
  messages.add(data.count);
});
