/** The plug in a sandbox's own toolbar: `<duplex-plug>` where it can be pulled while the run is watched. Browser-safe. */
import { createElement, useEffect } from 'react';
import { usualOutage } from './outage.ts';

export function PlugButton({ disabled }: { disabled: boolean }) {
  useEffect(() => {
    void import('./plug.ts');
  }, []);
  return createElement(
    'duplex-plug',
    { 'data-outage': usualOutage, 'data-state': 'in' },
    <button type="button" disabled={disabled}>
      Pull the plug
    </button>,
    <p role="status" />,
  );
}
