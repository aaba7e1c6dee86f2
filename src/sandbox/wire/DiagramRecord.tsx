/** One record as an arrow between the two ends of its connection. Browser-safe. */
import { memo } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { type TransportName, transports } from '../../components/transports.ts';
import type { Counted } from '../run/connections.ts';
import { isReset } from './lanes.ts';
import { count, countOf, directionNames, kindNames, labelOf, relativeTime } from './wording.ts';

interface DiagramRecordProps {
  id: string;
  record: WireRecord;
  first: number;
  transport: Counted;
  left: number;
  top: number;
  /** From 1, among `size`. */
  position: number;
  size: number;
  isAt: boolean;
  isChosen: boolean;
  onChoose(record: number): void;
}

export const DiagramRecord = memo(function DiagramRecord(props: DiagramRecordProps) {
  const { id, record, first, transport, left, top, isAt, isChosen, onChoose } = props;
  const { number, connection, stream, direction, kind, summary } = record;
  const name = `${relativeTime(record.time, first)}, connection ${connection}, ${stream ? `stream ${stream}, ` : ''}${directionNames[direction]}, ${kindNames[kind]}: ${summary}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list answers to the keys of its records
    <div
      className="wire-item"
      id={id}
      role="option"
      tabIndex={-1}
      aria-label={name}
      aria-selected={isChosen}
      aria-posinset={props.position}
      aria-setsize={props.size}
      data-at={isAt}
      data-direction={direction}
      style={{ left, top }}
      onClick={() => onChoose(number)}
    >
      <Arrow record={record} transport={transport} />
      <span className="wire-item-label">{labelOf(record)}</span>
      <span className="wire-item-size">{sizeOf(record)}</span>
    </div>
  );
});

/** HTTP/2 tells the bytes of data alone, and which stream each record is of. */
function sizeOf({ kind, stream, size }: WireRecord): string {
  if (kind === 'closed') return '';
  if (stream === undefined) return countOf(size, 'byte');
  return [`#${stream}`, ...(size > 0 ? [`${count(size)} B`] : [])].join(' · ');
}

/** From the one end to the other, 44 pixels apart; what ends a connection is a cross or a bar at its side. */
function Arrow({ record, transport }: { record: WireRecord; transport: Counted }) {
  const { direction, kind } = record;
  const isFault = isReset(record) || kind === 'incomplete' || kind === 'reset';
  const isHead = kind === 'request-head' || kind === 'response-head' || kind === 'headers';
  const colour = isFault
    ? 'var(--duplex-fault-line)'
    : transport === 'request'
      ? 'var(--duplex-line-strong)'
      : `var(--duplex-${transport}-line)`;
  const dashes = transport === 'request' ? 'none' : transports[transport as TransportName].dashes;
  return (
    <svg
      className="wire-arrow"
      viewBox="0 0 16 44"
      aria-hidden="true"
      style={{ stroke: colour, fill: isHead ? 'none' : colour }}
    >
      <g transform={direction === 'up' ? 'rotate(180 8 22)' : undefined}>
        {kind === 'closed' || kind === 'reset' ? (
          <path
            d={isFault ? 'M8 0V22M2 16 14 28M14 16 2 28' : 'M8 0V26M2 26H14'}
            fill="none"
            strokeWidth={2}
          />
        ) : (
          <>
            <path d="M8 0V36" fill="none" strokeDasharray={dashes} />
            <path d="M3.5 35 8 43 12.5 35Z" />
          </>
        )}
      </g>
    </svg>
  );
}
