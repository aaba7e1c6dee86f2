import type { Http2Session } from 'node:http2';

/** Told of what concerns an HTTP/2 connection as a whole. */
export interface SessionWatcher {
  /** One side takes no more streams, and says up to which it has taken them (RFC 9113 §6.8). */
  goaway(by: 'client' | 'server', code: number, lastStream: number): void;
  closed(): void;
}

const watchers = new WeakMap<Http2Session, Set<SessionWatcher>>();

/** Tells the watcher of this connection until it closes. However many watch, the connection has one listener. */
export function watchSession(session: Http2Session, watcher: SessionWatcher): void {
  const known = watchers.get(session);
  if (known !== undefined) {
    known.add(watcher);
    return;
  }
  const all = new Set([watcher]);
  watchers.set(session, all);
  const native = session.goaway.bind(session);
  session.goaway = (code = 0, lastStream = 0, data) => {
    for (const one of all) one.goaway('server', code, lastStream);
    native(code, lastStream, data);
  };
  session.on('goaway', (code: number, lastStream: number) => {
    for (const one of all) one.goaway('client', code, lastStream);
  });
  session.once('close', () => {
    for (const one of all) one.closed();
    watchers.delete(session);
  });
}
