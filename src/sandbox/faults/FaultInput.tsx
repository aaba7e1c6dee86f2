/** A field for one parameter of a fault. Browser-safe. */
import type { FaultField } from './fault-fields.ts';

interface FaultInputProps {
  field: FaultField;
  /** The fault's name, because several faults have fields of the same name. */
  fault: string;
  /** Undefined until the reader has typed. */
  value: string | undefined;
  onChange(value: string): void;
  /** The reader has finished with it. */
  onSettle(): void;
}

export function FaultInput({ field, fault, value, onChange, onSettle }: FaultInputProps) {
  const current = value ?? String(field.initial ?? '');
  if (field.kind === 'choice') {
    return (
      <label>
        {field.label}
        <select
          aria-label={`${fault} ${field.label}`}
          value={current}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onSettle}
        >
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice === 'rst' || choice === 'fin' ? choice.toUpperCase() : choice}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const { label, unit, minimum, maximum } = field;
  return (
    <label>
      {label}
      <input
        type="number"
        aria-label={`${fault} ${label}, ${unit}`}
        min={minimum}
        max={maximum}
        value={current}
        placeholder="until off"
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => {
          if (value !== undefined) onSettle();
        }}
      />
      {unit}
    </label>
  );
}
