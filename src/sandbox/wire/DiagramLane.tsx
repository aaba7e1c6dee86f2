/** The two ends of a connection, and what it is. Browser-safe. */
import { memo } from 'react';
import { TransportIcon } from '../frame/icons.tsx';
import type { Lane } from './lanes.ts';
import { count, countOf } from './wording.ts';

interface DiagramLaneProps {
  lane: Lane;
  top: number;
  /** Where its line begins and ends, in pixels; `to` is undefined while it is open. */
  from: number;
  to: number | undefined;
}

export const DiagramLane = memo(function DiagramLane({ lane, top, from, to }: DiagramLaneProps) {
  const { connection, transport, endpoint, requests, sizes, firstEvent, end, isHttp2 } = lane;
  const line = to === undefined ? { left: from, right: 0 } : { left: from, width: to - from };
  return (
    <div className="wire-lane" aria-hidden="true" style={{ top }}>
      <p className="wire-lane-name">
        <TransportIcon transport={transport} />
        <strong>{`${connection} ${endpoint || 'begun before the recording'}`}</strong>
        <span className="wire-lane-sizes">
          {[
            countOf(requests, 'request'),
            ...(isHttp2
              ? ['HTTP/2: heads and framing not known']
              : [`heads ${count(sizes.heads)} B`, `framing ${count(sizes.framing)} B`]),
            `payload ${count(sizes.payload)} B`,
            ...(firstEvent === undefined ? [] : [`first event after ${firstEvent.toFixed(1)} ms`]),
          ].join(' · ')}
        </span>
        {end && <span data-fault={end === 'RST'}>{end}</span>}
      </p>
      <p className="wire-end" data-end="server" style={line}>
        <span>server</span>
      </p>
      <p className="wire-end" data-end="client" style={line}>
        <span>client</span>
      </p>
    </div>
  );
});
