import type { z } from 'zod';
import type { Contract } from './contract.ts';
import { Refusal } from './refusal.ts';

/** What is wrong with some input, in one line that never repeats more than a little of the input. */
export function problemsOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
    .slice(0, 300);
}

/** Reads a topic's parameters from a URL's query; throws a `Refusal` for what the contract does not know. */
export function readParams(contract: Contract, query: URLSearchParams): Record<string, unknown> {
  const given: [string, string][] = [...query].filter(([name]) => name !== 'after');
  const names = new Set(given.map(([name]) => name));
  const help = `The topic "${contract.name}" takes: ${Object.keys(contract.params.shape).join(', ') || 'no parameters'}.`;
  if (names.size < given.length) {
    throw new Refusal('bad-request', 'A query parameter is given more than once.', help);
  }
  const result = contract.params.safeParse(Object.fromEntries(given));
  if (!result.success) {
    throw new Refusal('bad-request', `The query is not right: ${problemsOf(result.error)}.`, help);
  }
  return result.data;
}

/**
 * Whether all text in a value is Unicode. JSON can spell half of a surrogate pair, which no other format can carry:
 * followers of different transports would get different data (RFC 8259 §8.2).
 */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, one]) => name.isWellFormed() && isWellFormed(one));
}
