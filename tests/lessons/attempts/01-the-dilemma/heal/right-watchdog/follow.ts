import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Also gives up what is silent, and closes what it leaves. */
export function follow(page: Page): void {
  const state = { after: '', tries: 0 };
  let current: { socket: WebSocket; alarm: number } | undefined;
  let pending = 0;

  const open = () => {
    const url = `ws/clock?every=500${state.after ? `&after=${state.after}` : ''}`;
    const socket = new WebSocket(url);
    const line = { socket, alarm: 0 };
    current = line;
    const isCurrent = () => current === line;
    const awaitSomething = () => {
      clearTimeout(line.alarm);
      line.alarm = window.setTimeout(() => leave(1006), 8000);
    };
    const leave = (code: number) => {
      if (!isCurrent()) return;
      current = undefined;
      clearTimeout(line.alarm);
      socket.close();
      page.closed(code);
      const most = Math.min(15_000, 800 * 1.7 ** state.tries);
      state.tries++;
      const delay = most * (0.3 + 0.7 * Math.random());
      page.waiting(delay);
      pending = window.setTimeout(open, delay);
    };
    awaitSomething();
    socket.onopen = () => isCurrent() && page.opened();
    socket.onerror = () => leave(1006);
    socket.onclose = ({ code }) => leave(code);
    socket.onmessage = ({ data }) => {
      if (!isCurrent()) return;
      awaitSomething();
      state.tries = 0;
      const message = JSON.parse(data) as ServerMessage;
      state.after = message.id;
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    };
  };
  addEventListener('online', () => {
    if (current) return;
    clearTimeout(pending);
    pending = window.setTimeout(open, Math.random() * 800);
  });
  addEventListener('pagehide', () => current?.socket.close());
  open();
}
