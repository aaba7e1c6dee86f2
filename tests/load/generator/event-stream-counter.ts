const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const firstLetterOfData = 0x64;

/**
 * Counts the events of an event stream without decoding them.
 *
 * An event is a block that has a `data` field and ends with a blank line; comments and `retry` are
 * not events. No other field of the format begins with a "d", so one letter tells them apart.
 */
export class EventStreamCounter {
  /** Events whose blank line has arrived. */
  events = 0;
  #atLineStart = true;
  #hasData = false;

  /** Takes the bytes from `start` up to, not including, `end`; events may be split anywhere. */
  take(bytes: Uint8Array, start: number, end: number): void {
    let atLineStart = this.#atLineStart;
    let hasData = this.#hasData;
    for (let index = start; index < end; index++) {
      const byte = bytes[index];
      if (byte === lineFeed) {
        if (atLineStart && hasData) {
          this.events++;
          hasData = false;
        }
        atLineStart = true;
      } else if (atLineStart && byte !== carriageReturn) {
        atLineStart = false;
        if (byte === firstLetterOfData) {
          hasData = true;
          // The data is most of an event, and nothing in it but its end counts.
          const lineEnd = bytes.indexOf(lineFeed, index);
          index = (lineEnd < 0 ? end : Math.min(lineEnd, end)) - 1;
        }
      }
    }
    this.#atLineStart = atLineStart;
    this.#hasData = hasData;
  }
}
