import { expect, test } from 'vitest';
import { guardCrypto } from './crypto-guard.ts';

test('gives an insecure context names that differ and repeat', async () => {
  const insecure: { readonly subtle?: SubtleCrypto } = {};
  guardCrypto(insecure);
  const name = async (text: string) => {
    const digest = await insecure.subtle?.digest('SHA-256', new TextEncoder().encode(text));
    return Buffer.from(digest ?? new ArrayBuffer()).toString('hex');
  };
  expect(await name('one')).toHaveLength(64);
  expect(await name('one')).toBe(await name('one'));
  expect(await name('one')).not.toBe(await name('two'));
});

test('leaves a secure context alone', () => {
  const { subtle } = globalThis.crypto;
  guardCrypto(globalThis.crypto);
  expect(globalThis.crypto.subtle).toBe(subtle);
});
