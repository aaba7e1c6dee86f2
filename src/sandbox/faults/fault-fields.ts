/** What the parameters of faults are as fields, and what is typed into them as a request. Browser-safe. */
import type { FaultName, FaultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import { fields } from './fields.at-build.ts';

export interface NumberField {
  kind: 'number';
  name: string;
  label: string;
  unit: string;
  minimum: number;
  maximum: number;
  /** Left out where an empty field means until it is switched off. */
  initial?: number;
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

export const faultFields: ReadonlyMap<FaultName, readonly FaultField[]> = new Map(fields);

/**
 * What the fields say, as a request; the server fills in what is left out.
 * @param values As typed, by the fields' names; an empty one counts as left out.
 * @throws with words for the reader when a value is out of its limits
 */
export function requestOf(
  fault: FaultName,
  values: Readonly<Record<string, string>>,
): FaultRequest {
  const parameters = (faultFields.get(fault) ?? []).flatMap((field) => {
    const value = values[field.name];
    return value === undefined || value === '' ? [] : [[field.name, read(field, value)] as const];
  });
  return { fault, ...Object.fromEntries(parameters) } as FaultRequest;
}

function read(field: FaultField, value: string): string | number {
  if (field.kind === 'choice') {
    const choice = field.choices.find((one) => String(one) === value);
    if (choice !== undefined) return choice;
    throw new Error(`"${field.label}" is one of ${field.choices.join(', ')}.`);
  }
  const number = Number(value);
  const { label, unit, minimum, maximum } = field;
  if (Number.isInteger(number) && number >= minimum && number <= maximum) return number;
  throw new Error(
    `"${label}" is a whole number from ${minimum} to ${maximum}${unit && ` ${unit}`}.`,
  );
}
