/** An event stream over HTTP/2 as text, wherever its events begin and end. */
import type { Http2Connection, Http2Following } from './clients/http2.ts';

export interface SeenStream {
  readonly following: Http2Following;
  /** What has come so far. */
  text: string;
  until(text: string): Promise<void>;
  /** The code with which it ended (RFC 9113 §7), 0 for in order. */
  ended(): Promise<number>;
}

export function followText(connection: Http2Connection, target: string): SeenStream {
  const following = connection.follow(target);
  const seen: SeenStream = {
    following,
    text: '',
    until: (text) => following.until(() => seen.text.includes(text), `"${text}"`),
    ended: async () => {
      await following.until(({ ending }) => ending !== null, 'end');
      return following.ending ?? -1;
    },
  };
  following.stream.on('data', (text: string) => {
    seen.text += text;
    following.wake();
  });
  return seen;
}
