/** What a path does to the bytes of a connection. */
export interface Impairment {
  /** Nothing gets through, in either direction. */
  frozen: boolean;
  /** Milliseconds that every byte is late, each way. */
  delay: number;
  /** At most this many milliseconds more, by chance. */
  jitter: number;
  /** Bytes a second towards the client. */
  rate: number;
  /** Bytes of a response that are held back until there are as many. */
  hold: number;
  /** Milliseconds of silence after which the connection is closed; 0 for never. */
  idleTime: number;
}

/** A path that does nothing. */
export const unimpaired: Impairment = {
  frozen: false,
  delay: 0,
  jitter: 0,
  rate: Infinity,
  hold: 0,
  idleTime: 0,
};
