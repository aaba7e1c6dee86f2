/**
 * Writes any value of the reader's realm as JSON for Sandpack's consoles: what JSON lacks becomes `{"@t": type, "data": …}`.
 * Values come from another realm, so they are told apart by their tags and not by `instanceof`.
 */

const most = { depth: 6, entries: 200, text: 20_000, values: 3000 };

export function encodeValues(values: readonly unknown[]): unknown[] {
  const budget = { left: most.values };
  return values.map((value) => encode(value, 0, new Set(), budget));
}

const special = (type: string, data: unknown) => ({ '@t': type, data });

function encode(
  value: unknown,
  depth: number,
  above: Set<object>,
  budget: { left: number },
): unknown {
  budget.left -= 1;
  switch (typeof value) {
    case 'undefined':
      return special('[[undefined]]', '');
    case 'number':
      return encodeNumber(value);
    case 'bigint':
      return special('BigInt', String(value));
    case 'symbol':
      return special('Symbol', String(value));
    case 'function':
      return special('Function', { name: value.name, body: '', proto: 'Function' });
    case 'string':
      return value.length > most.text ? `${value.slice(0, most.text)}…` : value;
    case 'boolean':
      return value;
    default:
  }
  if (value === null) return null;
  const object = value as object;
  if (above.has(object)) return special('[Circular]', '');
  if (depth >= most.depth || budget.left < 0) return special('…', '');
  const inner = new Set(above).add(object);
  try {
    return encodeObject(object, (item) => encode(item, depth + 1, inner, budget));
  } catch {
    // A getter or a proxy of the reader's threw.
    return special('[unreadable]', '');
  }
}

function encodeNumber(value: number): unknown {
  if (Number.isNaN(value)) return special('[[NaN]]', '');
  if (value === Infinity) return special('Arithmetic', 0);
  if (value === -Infinity) return special('Arithmetic', 1);
  return Object.is(value, -0) ? special('Arithmetic', 2) : value;
}

type Encode = (item: unknown) => unknown;

function encodeObject(object: object, inner: Encode): unknown {
  const tag = Object.prototype.toString.call(object).slice(8, -1);
  if (Array.isArray(object)) return object.slice(0, most.entries).map(inner);
  switch (tag) {
    case 'Date':
      return special('[[Date]]', (object as Date).getTime());
    case 'RegExp':
      return special('[[RegExp]]', {
        src: (object as RegExp).source,
        flags: (object as RegExp).flags,
      });
    case 'Error':
    case 'DOMException': {
      const { name, message, stack } = object as Error;
      return special('[[Error]]', { name, message, stack: stack ?? '' });
    }
    case 'Map':
      return special(
        '[[Map]]',
        [...(object as Map<unknown, unknown>)].slice(0, most.entries).flat().map(inner),
      );
    case 'Set':
      return special('[[Set]]', [...(object as Set<unknown>)].slice(0, most.entries).map(inner));
    case 'ArrayBuffer':
      return special('[[ArrayBuffer]]', [
        ...new Uint8Array(object as ArrayBuffer).subarray(0, most.entries),
      ]);
    default:
  }
  if (ArrayBuffer.isView(object) && 'length' in object) {
    const items = Array.from(object as unknown as ArrayLike<number>).slice(0, most.entries);
    return special('[[TypedArray]]', { ctorName: tag, arr: { ...items } });
  }
  if ('nodeType' in object && 'nodeName' in object) {
    return special('HTMLElement', {
      tagName: String(object.nodeName),
      attributes: {},
      innerHTML: '',
    });
  }
  return encodeFields(object, inner);
}

/** An event's and a response's fields are getters of the prototype; those of plain objects are their own. */
function encodeFields(object: object, inner: Encode): unknown {
  const name = object.constructor?.name ?? '';
  const names = Object.keys(object);
  if (names.length === 0 && name !== 'Object') {
    for (const [key, { get }] of Object.entries(
      Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object) ?? {}),
    )) {
      if (get !== undefined) names.push(key);
    }
  }
  const fields: Record<string, unknown> =
    name === 'Object' || name === '' ? {} : { constructor: { name } };
  for (const key of names.slice(0, most.entries)) {
    fields[key] = inner((object as Record<string, unknown>)[key]);
  }
  return fields;
}
