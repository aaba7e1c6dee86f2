import type { Http2Session } from 'node:http2';

/** Which side brought a connection to its end, and whether by RST. */
export interface SessionEnd {
  by: 'client' | 'server';
  wasReset: boolean;
}

/** Told of what concerns an HTTP/2 connection as a whole. */
export interface SessionWatcher {
  /** One side takes no more streams, and says up to which it has taken them (RFC 9113 §6.8). */
  goaway(by: 'client' | 'server', code: number, lastStream: number): void;
  /** It is closed, and with it all streams that were still open. */
  closed(end: SessionEnd): void;
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
  // Whoever says first that it is over ends it; what the other side does then only follows.
  let end: SessionEnd | undefined;
  const { socket } = session;
  const native = session.goaway.bind(session);
  session.goaway = (code = 0, lastStream = 0, data) => {
    // The library says goodbye to a connection that is lost as well.
    if (!socket.destroyed) {
      end ??= { by: 'server', wasReset: false };
      for (const one of all) one.goaway('server', code, lastStream);
    }
    native(code, lastStream, data);
  };
  session.on('goaway', (code: number, lastStream: number) => {
    end ??= { by: 'client', wasReset: false };
    for (const one of all) one.goaway('client', code, lastStream);
  });
  socket.once('end', () => {
    end ??= { by: 'client', wasReset: false };
  });
  session.once('error', (error: NodeJS.ErrnoException) => {
    const wasReset = error.code === 'ECONNRESET';
    end ??= { by: wasReset ? 'client' : 'server', wasReset };
  });
  session.once('close', () => {
    for (const one of all) one.closed(end ?? { by: 'server', wasReset: false });
    watchers.delete(session);
  });
}
