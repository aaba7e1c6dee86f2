/** Size of every published event's data, in bytes. */
export const dataSize = 120;

const opening = '{"from":"bench","text":"';
const closing = '"}';
const sequenceDigits = 8;
const filling =
  'a line of chat as people write it, long enough to fill the size that was agreed on, and no more'
    .repeat(2)
    .slice(0, dataSize - opening.length - sequenceDigits - closing.length);

const pattern = new RegExp(
  `${opening.replace('{', '\\{')}(\\d{${sequenceDigits}})${filling}"\\}`,
  'g',
);

/** The data of the event with this number: JSON of exactly `dataSize` bytes. */
export function eventData(sequence: number): string {
  return opening + String(sequence).padStart(sequenceDigits, '0') + filling + closing;
}

/** The numbers of all events whose data stands, byte for byte, in what a subscriber received. */
function sequencesIn(received: string): number[] {
  return Array.from(received.matchAll(pattern), (match) => Number(match[1]));
}

/**
 * Says what is wrong with a subscriber's events, if anything: each number from 0 to `published` - 1
 * must be there once. Publishes that were under way together may arrive in any order.
 */
export function audit(received: string, published: number): string | undefined {
  const sequences = sequencesIn(received);
  const seen = new Set(sequences);
  if (sequences.length !== published) {
    return `it read ${sequences.length} whole events of ${published} published`;
  }
  if (seen.size !== published) return `${published - seen.size} events came more than once`;
  if (sequences.some((sequence) => sequence >= published)) return 'it read events never published';
  return undefined;
}
