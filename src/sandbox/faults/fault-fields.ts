/** The parameters of each fault as fields, read off its schema: limits and defaults are written there alone. Browser-safe. */
import { z } from 'zod';
import {
  type FaultName,
  type FaultRequest,
  faultRequest,
} from '../../../sandbox-server/wire/fault-requests.ts';

export interface NumberField {
  kind: 'number';
  name: string;
  label: string;
  unit: string;
  minimum: number;
  maximum: number;
  /** Undefined where leaving it empty means until it is switched off. */
  initial: number | undefined;
}

export interface ChoiceField {
  kind: 'choice';
  name: string;
  label: string;
  choices: readonly (string | number)[];
  initial: string | number;
}

export type FaultField = NumberField | ChoiceField;

/** Faults that happen at a moment, even if they go on for a while: buttons rather than switches. */
export const momentary: readonly FaultName[] = ['cut', 'truncate', 'restart'];

const labels: Readonly<Record<string, { label: string; unit: string }>> = {
  for: { label: 'for', unit: 'ms' },
  milliseconds: { label: 'by', unit: 'ms' },
  rate: { label: 'to', unit: 'bytes/s' },
  bytes: { label: 'until', unit: 'bytes' },
  status: { label: 'with', unit: '' },
  retryAfter: { label: 'Retry-After', unit: 's' },
  by: { label: 'by', unit: '' },
};

/** What the same parameter is called where the common word would not do. */
const ownLabels: Partial<Record<FaultName, string>> = {
  jitter: 'by up to',
  'idle-timeout': 'after',
};

interface PropertySchema {
  minimum?: number;
  maximum?: number;
  default?: number | string;
  enum?: (string | number)[];
  anyOf?: { const: number }[];
}

interface FaultSchema {
  oneOf: { properties: Record<string, PropertySchema & { const?: FaultName }> }[];
}

const { oneOf } = z.toJSONSchema(faultRequest, { io: 'input' }) as unknown as FaultSchema;

export const faultFields: ReadonlyMap<FaultName, readonly FaultField[]> = new Map(
  oneOf.flatMap(({ properties: { fault, ...parameters } }) =>
    fault?.const
      ? [
          [
            fault.const,
            Object.entries(parameters)
              // How long it lasts is said last.
              .sort(([one], [other]) => Number(one === 'for') - Number(other === 'for'))
              .map(([name, property]) => fieldOf(fault.const, name, property)),
          ] as const,
        ]
      : [],
  ),
);

function fieldOf(fault: FaultName | undefined, name: string, property: PropertySchema): FaultField {
  const { label = name, unit = '' } = labels[name] ?? {};
  const choices = property.enum ?? property.anyOf?.map((one) => one.const);
  if (choices) {
    return { kind: 'choice', name, label, choices, initial: property.default ?? choices[0] ?? '' };
  }
  return {
    kind: 'number',
    name,
    label: (name === 'milliseconds' && fault && ownLabels[fault]) || label,
    unit,
    minimum: property.minimum ?? 0,
    maximum: property.maximum ?? Number.MAX_SAFE_INTEGER,
    initial: typeof property.default === 'number' ? property.default : undefined,
  };
}

/**
 * What the fields say, as a request.
 * @param values As typed, by the fields' names; an empty one counts as left out.
 * @throws with words for the reader when a value is out of its limits
 */
export function requestOf(
  fault: FaultName,
  values: Readonly<Record<string, string>>,
): FaultRequest {
  const fields = faultFields.get(fault) ?? [];
  const parameters = fields.flatMap(({ kind, name, ...field }) => {
    const value = values[name];
    if (value === undefined || value === '') return [];
    const isNumber =
      kind === 'number' || ('choices' in field && typeof field.choices[0] === 'number');
    return [[name, isNumber ? Number(value) : value] as const];
  });
  const checked = faultRequest.safeParse({ fault, ...Object.fromEntries(parameters) });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Error(`${issue?.path.join('.')}: ${issue?.message}.`);
}
