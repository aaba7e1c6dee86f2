/** What the faults are called. Browser-safe. */
import type { ActiveFault, FaultName } from '../../../sandbox-server/wire/fault-requests.ts';

export const faultNames: Readonly<Record<FaultName, string>> = {
  cut: 'Cut',
  freeze: 'Freeze',
  delay: 'Delay',
  jitter: 'Jitter',
  throttle: 'Throttle',
  truncate: 'Truncate',
  buffer: 'Buffer',
  'idle-timeout': 'Idle timeout',
  'strip-upgrade': 'Strip Upgrade',
  refuse: 'Refuse',
  restart: 'Restart',
  'wrong-content-type': 'Wrong content type',
  'no-content': 'No content',
};

/** `Fault on: freeze, strip Upgrade`; empty when there is none. */
export function sayFaults(active: readonly ActiveFault[]): string {
  if (active.length === 0) return '';
  const names = active.map(({ fault }) => {
    const name = faultNames[fault];
    return name.charAt(0).toLowerCase() + name.slice(1);
  });
  return `${names.length === 1 ? 'Fault' : 'Faults'} on: ${names.join(', ')}`;
}
