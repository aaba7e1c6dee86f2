/**
 * Logged values as they travel to the console: what JSON has as it is, and `{"@t": type, "data": …}` for the rest, which
 * is what Sandpack's consoles expect. Values belong to another window, so they are known by their tags. Browser-safe.
 */
import { encodeSpecial, isPlatformObject, platformFields, tagOf } from './special.ts';

/** Bounds on what one call of the console may carry. */
const limits = { depth: 5, entries: 100, values: 1000, characters: 10_000 };

/** Carries a value through `encode` and what it calls. */
export interface Encoder {
  encode(value: unknown): unknown;
  text(value: string): string;
  /** The first entries, and one that says how many are missing. */
  list(values: readonly unknown[]): unknown[];
}

export function encodeValues(values: readonly unknown[]): unknown[] {
  let left = limits.values;
  const ancestors: object[] = [];

  const encoder: Encoder = { encode, text, list };

  function encode(value: unknown): unknown {
    left -= 1;
    if (left < 0) return '…';
    switch (typeof value) {
      case 'string':
        return text(value);
      case 'boolean':
        return value;
      case 'number':
        return number(value);
      case 'undefined':
        return special('[[undefined]]', '');
      case 'bigint':
        return special('BigInt', text(String(value)));
      case 'symbol':
        return special('Symbol', text(String(value)));
      case 'function':
        return special('Function', { name: text(value.name), body: '', proto: 'Function' });
    }
    if (typeof value !== 'object' || value === null) return null;
    if (ancestors.includes(value)) return special('Symbol', '[circular]');
    if (ancestors.length >= limits.depth) return special('Symbol', summary(value));
    ancestors.push(value);
    try {
      return encodeSpecial(value, encoder) ?? (Array.isArray(value) ? list(value) : object(value));
    } catch {
      return special('Symbol', '[cannot be read]');
    } finally {
      ancestors.pop();
    }
  }

  function object(value: object): unknown {
    const fields: Record<string, unknown> = {};
    const name = nameOf(value);
    if (name !== 'Object') fields['constructor'] = { name };
    const entries = isPlatformObject(value) ? platformFields(value) : ownFields(value);
    for (const [key, field] of entries.slice(0, limits.entries)) {
      // A field of the reader's that looks like the encoding's own.
      fields[key === '@t' ? '#@t' : key] = encode(field);
    }
    if (entries.length > limits.entries) {
      fields['…'] = special('Symbol', `${entries.length - limits.entries} more`);
    }
    return fields;
  }

  function list(items: readonly unknown[]): unknown[] {
    // Not `map`, which skips the holes of sparse arrays.
    const encoded = Array.from(items.slice(0, limits.entries), encode);
    const more = items.length - limits.entries;
    return more > 0 ? [...encoded, special('Symbol', `${more} more`)] : encoded;
  }

  return values.slice(0, limits.entries).map(encode);
}

function text(value: string): string {
  return value.length > limits.characters ? `${value.slice(0, limits.characters)}…` : value;
}

function number(value: number): unknown {
  if (Number.isNaN(value)) return special('[[NaN]]', '');
  const arithmetic = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0];
  const index = arithmetic.findIndex((one) => Object.is(one, value));
  return index < 0 ? value : special('Arithmetic', index);
}

/** Getters are not called: they are the reader's code. */
function ownFields(value: object): [string, unknown][] {
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable }]) => enumerable)
    .map(([key, field]) => [key, 'value' in field ? field.value : Symbol('[getter]')]);
}

function nameOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : tagOf(value);
}

function summary(value: object): string {
  return Array.isArray(value) ? `[${value.length} entries]` : '{…}';
}

function special(type: string, data: unknown): unknown {
  return { '@t': type, data };
}
