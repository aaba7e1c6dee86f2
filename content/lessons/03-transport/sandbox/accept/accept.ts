import { sha1 } from './sha1.ts';

/** The same in every handshake since the protocol exists (RFC 6455, section 1.3). */
const text = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The key as it stands in the header, not decoded, and the fixed text behind it. */
export function concatenated(key: string): string {
  return key.trim() + text;
}

/** What a server answers to a key. */
export function acceptOf(key: string): string {
  const digest = sha1(new TextEncoder().encode(concatenated(key)));
  return btoa(String.fromCharCode(...digest));
}
