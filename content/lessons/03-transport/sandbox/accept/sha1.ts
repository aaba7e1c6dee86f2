/** SHA-1 (RFC 3174), written out because `crypto.subtle` exists on secure pages alone. Not for secrets: it is broken for those. */
export function sha1(message: Uint8Array): Uint8Array {
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const padded = pad(message);
  for (let block = 0; block < padded.byteLength; block += 64) {
    addBlock(state, new DataView(padded.buffer, block, 64));
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

/** A one bit, zeros up to a multiple of 64 bytes, and the length in bits as the last eight of them. */
function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length * 8));
  return padded;
}

function addBlock(state: Uint32Array, block: DataView): void {
  const words = new Uint32Array(80);
  for (let index = 0; index < 80; index += 1) {
    words[index] = index < 16 ? block.getUint32(index * 4) : mixed(words, index);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let index = 0; index < 80; index += 1) {
    const [choice, constant] = round(index, b, c, d);
    const next = rotate(a, 5) + choice + e + constant + (words[index] ?? 0);
    [a, b, c, d, e] = [next >>> 0, a, rotate(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}

function mixed(words: Uint32Array, index: number): number {
  const at = (back: number) => words[index - back] ?? 0;
  return rotate(at(3) ^ at(8) ^ at(14) ^ at(16), 1);
}

function round(index: number, b: number, c: number, d: number): [number, number] {
  if (index < 20) return [((b & c) | (~b & d)) >>> 0, 0x5a827999];
  if (index < 40) return [(b ^ c ^ d) >>> 0, 0x6ed9eba1];
  if (index < 60) return [((b & c) | (b & d) | (c & d)) >>> 0, 0x8f1bbcdc];
  return [(b ^ c ^ d) >>> 0, 0xca62c1d6];
}

function rotate(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}
