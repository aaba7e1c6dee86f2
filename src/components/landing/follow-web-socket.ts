import type { Show } from './lane.ts';

export function followWebSocket(base: string, show: Show) {
  const url = new URL('ws/clock?every=500', base);
  const socket = new WebSocket(url);
  socket.addEventListener('message', show);
  return socket;
}
