/** Reads a ZIP file of texts, by the list at its end (APPNOTE.TXT, section 4.3). */
import { inflateRawSync } from 'node:zlib';

/** Path → text, in the order of the list. */
export function entriesOfZip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('This is no ZIP file: its end is not there.');
  const entries = new Map<string, string>();
  let place = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      file.readUInt16LE(place + offset),
    ) as [number, number, number];
    const name = file.toString('utf8', place + 46, place + 46 + nameLength);
    const method = file.readUInt16LE(place + 10);
    const content = contentAt(file, file.readUInt32LE(place + 42), file.readUInt32LE(place + 20));
    entries.set(name, (method === 8 ? inflateRawSync(content) : content).toString('utf8'));
    place += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function contentAt(file: Buffer, place: number, length: number): Buffer {
  const start = place + 30 + file.readUInt16LE(place + 26) + file.readUInt16LE(place + 28);
  return file.subarray(start, start + length);
}
