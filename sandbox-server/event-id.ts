// Browser-safe.

/**
 * An event's id is `<epoch>-<number>`, as in `k3f9q-41`. The number counts from 1 within an epoch;
 * a log that could not keep its history starts a new epoch, so an old id is never mistaken for a new one.
 */
export interface EventId {
  epoch: string;
  /** 0 stands before the first event. */
  number: number;
}

const pattern = /^([0-9a-z]{1,16})-(0|[1-9][0-9]{0,14})$/;

export function formatEventId(epoch: string, number: number): string {
  return `${epoch}-${number}`;
}

/** Null for any text that this server cannot have given out. */
export function parseEventId(text: string): EventId | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, epoch = '', number = ''] = match;
  return { epoch, number: Number(number) };
}
