/** Checks JSON against the part of JSON Schema (2020-12) that our formats use. Browser-safe. */

export interface JsonSchema {
  type?: 'object' | 'array' | 'string' | 'number' | 'integer';
  const?: string | number;
  enum?: readonly string[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
}

/** What is wrong, and where: `records.0.size` is not a number. Undefined when nothing is. Fields that it does not know are passed over. */
export function problemIn(value: unknown, schema: JsonSchema, place = ''): string | undefined {
  const wrong = (what: string) => `${place || 'the file'} ${what}`;
  const inside = (name: string | number) => (place ? `${place}.${name}` : String(name));
  if (schema.type !== undefined && !isOfType(value, schema.type)) {
    return wrong(value === undefined ? 'is missing' : `is not ${names[schema.type]}`);
  }
  if (schema.const !== undefined && value !== schema.const) {
    return wrong(`is not ${JSON.stringify(schema.const)}`);
  }
  if (typeof value === 'string') {
    if (schema.enum && !schema.enum.includes(value)) {
      return wrong(`is none of ${schema.enum.join(', ')}`);
    }
    if (schema.pattern !== undefined && !patternOf(schema.pattern).test(value)) {
      return wrong('is not written as it should be');
    }
  }
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum) return wrong(`is less than ${minimum}`);
    if (value > maximum) return wrong(`is more than ${maximum}`);
  }
  if (Array.isArray(value)) {
    const { items = {}, maxItems = Infinity } = schema;
    if (value.length > maxItems) return wrong(`has more than ${maxItems} items`);
    return firstOf(value.entries(), ([index, item]) => problemIn(item, items, inside(index)));
  }
  if (typeof value === 'object' && value !== null) {
    const fields = new Map(Object.entries(value));
    return firstOf(Object.entries(schema.properties ?? {}), ([name, property]) =>
      fields.has(name) || schema.required?.includes(name)
        ? problemIn(fields.get(name), property, inside(name))
        : undefined,
    );
  }
  return undefined;
}

const names = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
} as const;

function isOfType(value: unknown, type: NonNullable<JsonSchema['type']>): boolean {
  switch (type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const pattern = patterns.get(text) ?? new RegExp(text);
  patterns.set(text, pattern);
  return pattern;
}

function firstOf<Item>(
  items: Iterable<Item>,
  problem: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
