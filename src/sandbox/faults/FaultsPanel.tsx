/** The faults of the tab's space: what each is, and switches for them. Browser-safe. */
import { useState } from 'react';
import type { FaultName, FaultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { tabControl, useControl } from '../wire/tab-control.ts';
import { Fault } from './Fault.tsx';
import { faultFields } from './fault-fields.ts';
import { sayFaults } from './fault-names.ts';
import { sayStruck } from './struck.ts';

interface FaultsPanelProps {
  idPrefix: string;
  /** Those that the lesson offers; all when undefined. */
  offered: readonly FaultName[] | undefined;
}

export default function FaultsPanel({ idPrefix, offered }: FaultsPanelProps) {
  const { active, state } = useControl();
  const [problem, setProblem] = useState('');
  const [struck, setStruck] = useState('');
  const isReady = state === 'open';
  const names = offered ?? [...faultFields.keys()];

  const attempt = (act: () => Promise<void>): void => {
    setProblem('');
    setStruck('');
    Promise.try(act).catch((error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
    });
  };

  return (
    <div className="faults">
      <div className="faults-bar">
        <p role="status">
          {isReady && [struck, sayFaults(active) || 'All faults are off.'].join(' ').trim()}
          {state === 'lost' && 'The live server does not answer. It is tried again.'}
          {state === 'connecting' && 'Connecting'}
        </p>
        {problem && (
          <p className="wire-problem" role="alert">
            {problem}
          </p>
        )}
        <button
          type="button"
          aria-disabled={!isReady || active.length === 0}
          onClick={() => {
            if (isReady && active.length > 0) attempt(() => tabControl.calm());
          }}
        >
          All off
        </button>
      </div>
      <p className="faults-reach">
        They act on every connection of your space: on all sandboxes and terminals that use it. Over
        HTTP/2, where spaces share a connection, they act on the space’s streams.
      </p>
      <ul className="faults-list">
        {names.map((name) => (
          <Fault
            key={name}
            id={`${idPrefix}-fault-${name}`}
            name={name}
            active={active.find(({ fault }) => fault === name)}
            isReady={isReady}
            onRequest={(request) => attempt(async () => setStruck(await strike(request())))}
          />
        ))}
      </ul>
    </div>
  );
}

/** @returns What it has done at once, in words. */
async function strike(request: FaultRequest): Promise<string> {
  const newest = tabControl.snapshot().records.at(-1)?.number ?? 0;
  await tabControl.switchOn(request);
  return sayStruck(request, await recordedAfter(newest));
}

/** @returns Undefined when the server has gone meanwhile. */
async function recordedAfter(number: number): Promise<readonly WireRecord[] | undefined> {
  try {
    await tabControl.mark();
  } catch {
    return undefined;
  }
  return tabControl.snapshot().records.filter((record) => record.number > number);
}
