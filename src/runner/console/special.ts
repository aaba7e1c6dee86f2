/** Logged objects that are more than their own fields. Browser-safe. */
import type { Encoder } from './encode.ts';

/** `MessageEvent`, `Map`, `Uint8Array`; works for objects of any window. */
export function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Undefined for an object that is shown by its fields. */
export function encodeSpecial(value: object, { encode, list, text }: Encoder): unknown {
  const tag = tagOf(value);
  const special = (type: string, data: unknown): unknown => ({ '@t': type, data });
  if (ArrayBuffer.isView(value) && tag !== 'DataView') {
    return special('[[TypedArray]]', { ctorName: tag, arr: list(Array.from(value as Uint8Array)) });
  }
  switch (tag) {
    case 'Error':
    case 'DOMException': {
      const { name, message, stack } = value as Error;
      const data = {
        name: String(name),
        message: text(String(message)),
        stack: text(String(stack)),
      };
      return special('[[Error]]', data);
    }
    case 'Date': {
      const time = (value as Date).getTime();
      return Number.isNaN(time) ? special('Symbol', 'Invalid Date') : special('[[Date]]', time);
    }
    case 'RegExp': {
      const { source, flags } = value as RegExp;
      return special('[[RegExp]]', { src: text(source), flags });
    }
    case 'Map':
      // Keys and values take turns.
      return special('[[Map]]', list([...(value as Map<unknown, unknown>)].flat(1)));
    case 'Set':
      return special('[[Set]]', list([...(value as Set<unknown>)]));
    case 'ArrayBuffer':
      return special('[[ArrayBuffer]]', list([...new Int8Array(value as ArrayBuffer)]));
    case 'Headers':
    case 'URLSearchParams':
    case 'FormData':
      return { constructor: { name: tag }, ...fieldsOf(value as Headers, encode) };
    case 'URL':
      return { constructor: { name: tag }, href: text((value as URL).href) };
    case 'NodeList':
    case 'HTMLCollection':
      return list([...(value as NodeListOf<Node>)]);
    default:
      return isElement(value) ? special('HTMLElement', elementData(value, text)) : undefined;
  }
}

/** What a browser's own object shows of itself is behind getters of its prototype. */
export function isPlatformObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return (
    prototype !== null &&
    Object.hasOwn(prototype, Symbol.toStringTag) &&
    Object.values(Object.getOwnPropertyDescriptors(prototype)).some(({ get }) => get !== undefined)
  );
}

/** Objects behind getters that are worth showing; others, such as a response's body, are better left alone. */
const shownObjects = new Set(['data', 'detail', 'error', 'headers', 'reason']);

export function platformFields(value: object): [string, unknown][] {
  const prototype = Object.getPrototypeOf(value) as object;
  const names = Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, { get }]) => get !== undefined && !name.startsWith('on'))
    .map(([name]) => name);
  // An event's type belongs to Event, from which the more special ones descend.
  const all = new Set('type' in value ? ['type', ...names] : names);
  return [...all].flatMap((name): [string, unknown][] => {
    const field = (value as Record<string, unknown>)[name];
    if (typeof field === 'function' || field === null || field === undefined) return [];
    return typeof field !== 'object' || shownObjects.has(name) ? [[name, field]] : [];
  });
}

function fieldsOf(
  entries: Iterable<readonly [string, unknown]>,
  encode: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    [...entries].slice(0, 100).map(([name, field]) => [name, encode(field)]),
  );
}

function isElement(value: object): value is Element {
  return 'nodeType' in value && value.nodeType === 1 && 'tagName' in value;
}

function elementData(element: Element, text: (value: string) => string): Record<string, unknown> {
  return {
    tagName: element.tagName,
    attributes: Object.fromEntries(
      [...element.attributes].map(({ name, value }) => [name, text(value)]),
    ),
    innerHTML: text(element.innerHTML),
  };
}
