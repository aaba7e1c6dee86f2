/** What the sandbox is doing: its state and its open connections. Browser-safe. */
import { Fragment } from 'react';
import { transports } from '../../components/transports.ts';
import type { Connection } from '../../runner/protocol.ts';
import { type Counted, countOpen } from '../run/connections.ts';
import type { Phase } from '../run/run-state.ts';
import { FaultIcon, PhaseIcon, TransportIcon } from './icons.tsx';

const phaseNames: Readonly<Record<Phase, string>> = {
  idle: 'Idle',
  starting: 'Starting',
  running: 'Running',
  stopped: 'Stopped',
  failed: 'Failed',
  'no-server': 'No server',
};

interface ReadoutProps {
  phase: Phase;
  connections: readonly Connection[];
  /** The faults that are on, in words; empty when there are none. */
  faults: string;
}

export function Readout({ phase, connections, faults }: ReadoutProps) {
  const { open, connecting, waiting, byTransport } = countOpen(connections);
  return (
    <div className="sandbox-readout">
      {faults && (
        <p className="sandbox-faults">
          <FaultIcon />
          {faults}
        </p>
      )}
      <p className="sandbox-counter">
        <span>{`${open} open${open > 0 ? ': ' : ''}`}</span>
        {byTransport.map(({ transport, count }, index) => (
          <Fragment key={transport}>
            {index > 0 && ', '}
            <span className="sandbox-count">
              <TransportIcon transport={transport} />
              {`${count} ${nameOf(transport, count)}`}
            </span>
          </Fragment>
        ))}
        {connecting > 0 && <span>{`; ${connecting} connecting`}</span>}
        {waiting > 0 && <span>{`; ${waiting} waiting`}</span>}
      </p>
      <p className="sandbox-state" data-phase={phase}>
        <PhaseIcon phase={phase} />
        {phaseNames[phase]}
      </p>
    </div>
  );
}

function nameOf(transport: Counted, count: number): string {
  if (transport === 'request') return count === 1 ? 'request' : 'requests';
  return transports[transport].label;
}
