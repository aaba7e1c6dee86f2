/** One fault: its switch or button, its parameters, and what to know about it. Browser-safe. */
import { useState } from 'react';
import type {
  ActiveFault,
  FaultName,
  FaultRequest,
} from '../../../sandbox-server/wire/fault-requests.ts';
import { FaultInput } from './FaultInput.tsx';
import { faultFields, momentary, requestOf } from './fault-fields.ts';
import { faultNames } from './fault-names.ts';
import { faultTexts } from './fault-texts.ts';

interface FaultProps {
  id: string;
  name: FaultName;
  /** Undefined while it is off. */
  active: ActiveFault | undefined;
  isReady: boolean;
  onRequest(request: () => FaultRequest): void;
}

export function Fault({ id, name, active, isReady, onRequest }: FaultProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { where, predict } = faultTexts[name];
  const isMomentary = momentary.includes(name);
  const isOn = active !== undefined;

  const press = (): void => {
    if (!isReady) return;
    // No time at all is how one is switched off.
    if (isOn && !isMomentary) onRequest(() => requestOf(name, { for: '0' }));
    else onRequest(() => requestOf(name, values));
  };

  return (
    <li className="fault" data-on={isOn}>
      <div className="fault-head">
        {isMomentary ? (
          <button
            type="button"
            className="fault-button"
            aria-disabled={!isReady}
            aria-describedby={`${id}-text`}
            onClick={press}
          >
            {faultNames[name]}
          </button>
        ) : (
          <button
            type="button"
            role="switch"
            className="fault-switch"
            aria-checked={isOn}
            aria-disabled={!isReady}
            aria-describedby={`${id}-text`}
            onClick={press}
          >
            <span className="fault-track" aria-hidden="true" />
            {faultNames[name]}
          </button>
        )}
        <code>{name}</code>
        <span className="fault-state">{isOn ? 'on' : ''}</span>
      </div>
      <div className="fault-fields">
        {(faultFields.get(name) ?? []).map((field) => (
          <FaultInput
            key={field.name}
            field={field}
            fault={faultNames[name]}
            value={values[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
            onSettle={() => {
              if (isOn && !isMomentary) onRequest(() => requestOf(name, values));
            }}
          />
        ))}
      </div>
      <p id={`${id}-text`}>{where}</p>
      <p className="fault-predict">
        <strong>Predict: </strong>
        {predict}
      </p>
    </li>
  );
}
