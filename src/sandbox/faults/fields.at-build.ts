/** The parameters of each fault as fields, read off its schema: limits and defaults are written there alone. */
import { z } from 'zod';
import { type FaultName, faultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import type { FaultField } from './fault-fields.ts';

const labels: Readonly<Record<string, { label: string; unit: string }>> = {
  for: { label: 'for', unit: 'ms' },
  milliseconds: { label: 'by', unit: 'ms' },
  rate: { label: 'to', unit: 'bytes/s' },
  bytes: { label: 'until', unit: 'bytes' },
  status: { label: 'with', unit: '' },
  retryAfter: { label: 'Retry-After', unit: 's' },
  by: { label: 'by', unit: '' },
  log: { label: 'log', unit: '' },
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

/** By the fault's name, in the order of the contract. */
export const fields: readonly (readonly [FaultName, readonly FaultField[]])[] = oneOf.flatMap(
  ({ properties: { fault, ...parameters } }) =>
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
);

function fieldOf(fault: FaultName | undefined, name: string, property: PropertySchema): FaultField {
  const { label: common = name, unit = '' } = labels[name] ?? {};
  const label = (name === 'milliseconds' && fault && ownLabels[fault]) || common;
  const choices = property.enum ?? property.anyOf?.map((one) => one.const);
  if (choices) {
    return { kind: 'choice', name, label, choices, initial: property.default ?? choices[0] ?? '' };
  }
  return {
    kind: 'number',
    name,
    label,
    unit,
    minimum: property.minimum ?? 0,
    maximum: property.maximum ?? Number.MAX_SAFE_INTEGER,
    ...(typeof property.default === 'number' && { initial: property.default }),
  };
}
