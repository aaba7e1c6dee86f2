/**
 * How a logged value is written. Values arrive encoded as Sandpack's consoles expect them: JSON, and for what JSON lacks
 * `{"@t": type, "data": …}`. Browser-safe.
 */

export interface ShownValue {
  kind: 'string' | 'constant' | 'name' | 'error' | 'object';
  /** On one line, shortened where it is long. */
  text: string;
  /** What it holds, for values that can be opened. */
  entries?: readonly [label: string, value: unknown][];
}

/** How long a value's one line may be. */
const lineLength = 100;
/** How many entries of an object are shown when it is open. */
const maximumEntries = 200;

export function showValue(value: unknown): ShownValue {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', text: JSON.stringify(value) };
    case 'object':
      break;
    default:
      return { kind: 'constant', text: String(value) };
  }
  if (value === null) return { kind: 'constant', text: 'null' };
  if (Array.isArray(value)) return array('', value);
  const { '@t': type, data, ...rest } = value as Record<string, unknown>;
  return typeof type === 'string'
    ? special(type, data)
    : object('', { ...rest, ...(data === undefined ? {} : { data }) });
}

type Data = Record<string, unknown>;

function special(type: string, data: unknown): ShownValue {
  const fields = (typeof data === 'object' && data !== null ? data : {}) as Data;
  switch (type) {
    case '[[undefined]]':
      return { kind: 'constant', text: 'undefined' };
    case '[[NaN]]':
      return { kind: 'constant', text: 'NaN' };
    case 'Arithmetic':
      return { kind: 'constant', text: ['Infinity', '-Infinity', '-0'][Number(data)] ?? 'NaN' };
    case 'BigInt':
      return { kind: 'constant', text: `${data}n` };
    case 'Symbol':
      return { kind: 'constant', text: String(data) };
    case 'Function':
      return { kind: 'name', text: `function ${fields['name'] ?? ''}()` };
    case 'HTMLElement':
      return { kind: 'name', text: `<${String(fields['tagName']).toLowerCase()}>` };
    case '[[Date]]':
      return { kind: 'constant', text: new Date(Number(data)).toISOString() };
    case '[[RegExp]]':
      return { kind: 'constant', text: `/${fields['src']}/${fields['flags']}` };
    case '[[Error]]':
      return { kind: 'error', text: `${fields['name'] ?? 'Error'}: ${fields['message']}` };
    case '[[Map]]':
      return map(Array.isArray(data) ? data : []);
    case '[[Set]]':
      return array('Set', Array.isArray(data) ? data : []);
    case '[[ArrayBuffer]]':
      return array('ArrayBuffer', Array.isArray(data) ? data : []);
    case '[[TypedArray]]':
      return array(String(fields['ctorName']), Object.values((fields['arr'] ?? {}) as Data));
    default:
      return typeof data === 'object' && data !== null
        ? object(type, fields)
        : { kind: 'constant', text: `${type} ${String(data ?? '')}`.trim() };
  }
}

function array(name: string, items: readonly unknown[]): ShownValue {
  const prefix = name ? `${name}(${items.length}) ` : '';
  const entries = items.map((item, index): [string, unknown] => [String(index), item]);
  return listed(prefix, ['[', ']'], entries, ([, item]) => showValue(item).text);
}

function map(flat: readonly unknown[]): ShownValue {
  const entries = flat.flatMap((key, index): [string, unknown][] =>
    index % 2 === 0 ? [[showValue(key).text, flat[index + 1]]] : [],
  );
  const text = ([key, item]: [string, unknown]) => `${key} => ${showValue(item).text}`;
  return listed(`Map(${entries.length}) `, ['{', '}'], entries, text);
}

function object(name: string, fields: Data): ShownValue {
  const { constructor: maker, ...own } = fields;
  const made = name || nameOfConstructor(maker);
  const entries = Object.entries(own);
  const text = ([key, item]: [string, unknown]) => `${key}: ${showValue(item).text}`;
  return listed(made ? `${made} ` : '', ['{', '}'], entries, text);
}

/** An object's own field may be called `constructor` too; the encoding's is an object with a name. */
function nameOfConstructor(maker: unknown): string {
  if (typeof maker !== 'object' || maker === null || !('name' in maker)) return '';
  return maker.name === 'Object' ? '' : String(maker.name);
}

function listed(
  prefix: string,
  [open, close]: [string, string],
  entries: [string, unknown][],
  textOf: (entry: [string, unknown]) => string,
): ShownValue {
  let inside = '';
  for (const [index, entry] of entries.entries()) {
    if (inside.length > lineLength) {
      inside = `${inside.slice(0, lineLength)}…`;
      break;
    }
    inside += `${index > 0 ? ', ' : ''}${textOf(entry)}`;
  }
  const text = `${prefix}${open}${inside}${close}`;
  if (entries.length === 0) return { kind: 'object', text };
  return { kind: 'object', text, entries: entries.slice(0, maximumEntries) };
}
