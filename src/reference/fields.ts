/** The fields of a schema in words. */
import { z } from 'zod';
import type { Comments } from './source-comments.ts';

export interface Field {
  name: string;
  /** Such as `whole number, 100 to 60000`. */
  type: string;
  /** As it is written in a query or in JSON; absent when the field has none. */
  standard?: string;
  required: boolean;
  /** What it means; empty when its name says all. */
  text: string;
}

interface Property {
  type?: string;
  description?: string;
  properties?: Record<string, Property>;
  required?: string[];
  items?: Property;
  format?: string;
  pattern?: string;
  enum?: (string | number)[];
  anyOf?: Property[];
  const?: string | number;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
}

interface ObjectSchema {
  properties?: Record<string, Property>;
  required?: string[];
  oneOf?: ObjectSchema[];
}

/** The fields of an object schema, as a client gives them. `path` is where their comments are; empty when it is the outermost. */
export function fieldsOf(schema: z.ZodType, comments: Comments, path: string): Field[] {
  return fieldsIn(schemaOf(schema), comments, path);
}

/** The fields of the objects in the list at `path` within an object schema that describes itself, such as `records.parts`. */
export function itemFieldsOf(schema: z.ZodType, path: readonly string[]): Field[] {
  const items = path.reduce<ObjectSchema>(
    (object, name) => object.properties?.[name]?.items ?? {},
    schemaOf(schema),
  );
  return fieldsIn(items, new Map(), '');
}

/** The fields of each variant of a union, by the literal in `discriminator`. */
export function variantsOf(
  schema: z.ZodType,
  discriminator: string,
  comments: Comments,
): ReadonlyMap<string, Field[]> {
  return new Map(
    (schemaOf(schema).oneOf ?? []).map((variant) => {
      const name = String(variant.properties?.[discriminator]?.const);
      return [name, fieldsIn(variant, comments, name).filter((one) => one.name !== discriminator)];
    }),
  );
}

function schemaOf(schema: z.ZodType): ObjectSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as ObjectSchema;
}

function fieldsIn(
  { properties = {}, required = [] }: ObjectSchema,
  comments: Comments,
  path: string,
) {
  return Object.entries(properties).map(([name, property]) => {
    const text = comments.get(path === '' ? name : `${path}.${name}`) ?? property.description ?? '';
    return {
      name,
      type: sayType(property, text),
      ...(property.default !== undefined && { standard: String(property.default) }),
      required: required.includes(name),
      text,
    };
  });
}

const kinds: Readonly<Record<string, string>> = {
  integer: 'whole number',
  number: 'number',
  string: 'text',
  boolean: 'true or false',
  array: 'list',
  object: 'object',
};

/** A length that the comment speaks of is not said twice. */
function sayType(property: Property, text: string): string {
  const choices = property.enum ?? property.anyOf?.flatMap((one) => one.const ?? []);
  if (choices && choices.length > 0) {
    return choices.length > 4 ? `one of ${choices.join(', ')}` : choices.join(' or ');
  }
  if (property.const !== undefined) return String(property.const);
  if (property.format === 'date-time') return 'date and time';
  const kind = kinds[property.type ?? ''] ?? 'any value';
  const isSaid = property.type === 'string' && text.includes('characters');
  const range = isSaid ? undefined : sayRange(property);
  return range ? `${kind}, ${range}` : kind;
}

function sayRange(property: Property): string | undefined {
  const { minimum, maximum, exclusiveMinimum, minLength, maxLength } = property;
  if (maxLength !== undefined) return `${minLength ?? 0} to ${maxLength} characters`;
  // Zod gives whole numbers the limits of what a double holds exactly.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum !== undefined && most !== undefined) return `${minimum} to ${most}`;
  if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) return `at least ${minimum}`;
  if (exclusiveMinimum !== undefined) return `more than ${exclusiveMinimum}`;
  return most === undefined ? undefined : `at most ${most}`;
}
