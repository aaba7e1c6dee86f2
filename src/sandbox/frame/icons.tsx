/** Small drawings beside words, never instead of them. Browser-safe. */
import { transports } from '../../components/transports.ts';
import type { ResultState } from '../checks/results.ts';
import type { Counted } from '../run/connections.ts';
import type { Phase } from '../run/run-state.ts';

const strokes = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;

function Icon({ path, outline = false }: { path: string; outline?: boolean }) {
  return (
    <svg className="sandbox-icon" viewBox="0 0 12 12" aria-hidden="true">
      <path d={path} {...(outline ? strokes : { fill: 'currentColor' })} />
    </svg>
  );
}

const triangle = 'M3 1.4 10.4 6 3 10.6Z';
const square = 'M2.5 2.5h7v7h-7Z';
const circle = 'M6 2.25A3.75 3.75 0 1 1 6 9.75 3.75 3.75 0 1 1 6 2.25Z';
const bolt = 'M7.2 0.8 2.2 7H5.4L4.8 11.2 9.8 5H6.6Z';
const tick = 'M1.75 6.5 4.75 9.5 10.25 2.75';
const dash = 'M2.5 6h7';
const cross = 'M2.75 2.75 9.25 9.25M9.25 2.75 2.75 9.25';

export const RunIcon = () => <Icon path={triangle} />;
export const StopIcon = () => <Icon path={square} />;
export const CheckIcon = () => <Icon path={tick} outline />;

const corners = 'M1.5 4.25V1.5h2.75M7.75 1.5h2.75v2.75M10.5 7.75v2.75H7.75M4.25 10.5H1.5V7.75';
const cornersBack = 'M4.25 1.5v2.75H1.5M10.5 4.25H7.75V1.5M7.75 10.5V7.75h2.75M1.5 7.75h2.75v2.75';

export const FullScreenIcon = ({ back }: { back: boolean }) => (
  <Icon path={back ? cornersBack : corners} outline />
);
export const FaultIcon = () => <Icon path={bolt} />;

/** A shape for each phase, so that it is not told by colour alone. */
export function PhaseIcon({ phase }: { phase: Phase }) {
  switch (phase) {
    case 'running':
      return <Icon path={circle} />;
    case 'stopped':
      return <Icon path={square} outline />;
    case 'failed':
    case 'no-server':
      return <Icon path={cross} outline />;
    default:
      return <Icon path={circle} outline />;
  }
}

/** A shape for each state of a check. */
export function ResultIcon({ state }: { state: ResultState }) {
  switch (state) {
    case 'passed':
      return <Icon path={tick} outline />;
    case 'failed':
      return <Icon path={cross} outline />;
    case 'not-reached':
      return <Icon path={dash} outline />;
    default:
      return <Icon path={circle} outline={state === 'waiting'} />;
  }
}

/** The transport's own shape and colour, as everywhere on the site. */
export function TransportIcon({ transport }: { transport: Counted }) {
  if (transport === 'request') return null;
  return (
    <svg
      className="sandbox-icon"
      viewBox="0 0 10 10"
      aria-hidden="true"
      style={{ fill: `var(--duplex-${transport})`, stroke: `var(--duplex-${transport}-line)` }}
    >
      <path d={transports[transport].shape} />
    </svg>
  );
}
