import { createHash, randomBytes } from 'node:crypto';

/** A repeatable sequence of numbers from 0 up to 1 (the mulberry32 generator), started from any text. */
export function seededRandom(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A space's id: 128 bits that nobody can guess, for it is all that guards the space. */
export function unguessableId(): string {
  return randomBytes(16).toString('base64url');
}

/** A log's epoch: short enough to read, different after every start. */
export function freshEpoch(): string {
  return (randomBytes(4).readUInt32LE(0) % 36 ** 5).toString(36).padStart(5, '0');
}
