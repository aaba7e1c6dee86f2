/**
 * Sandpack names its sandboxes with `crypto.subtle.digest`, which browsers offer on HTTPS and localhost only.
 * In a classroom the page comes from `http://<LAN address>`, and opening a sandbox would throw.
 * Import this before Sandpack. Browser-safe.
 */

/** Only names come of it, so it need not be hard to invert: the bytes, folded into 32. */
async function digest(_algorithm: AlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer> {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  const folded = new Uint8Array(32);
  bytes.forEach((byte, index) => {
    const place = index % folded.length;
    folded[place] = Math.imul((folded[place] ?? 0) ^ byte, 31) + index;
  });
  return folded.buffer;
}

/** Adds `subtle.digest` where there is none. */
export function guardCrypto(crypto: { readonly subtle?: SubtleCrypto }): void {
  if (crypto.subtle) return;
  Object.defineProperty(crypto, 'subtle', { value: { digest }, configurable: true });
}

guardCrypto(globalThis.crypto);
