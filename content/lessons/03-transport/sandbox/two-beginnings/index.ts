import { showLine } from './line.ts';

const events = showLine('sse', 'Server-Sent Events');
const source = new EventSource('sse/clock');

source.addEventListener('tick', (event) => events.show(event.data));

const messages = showLine('ws', 'WebSocket');
const socket = new WebSocket('ws/clock');

socket.addEventListener('message', (event) => messages.show(event.data));
