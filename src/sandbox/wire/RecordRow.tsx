/** One record as a row of the table. Browser-safe. */
// biome-ignore-all lint/a11y/useSemanticElements: a table lays out all of its rows, and most of these are not there
import { memo } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { TransportIcon } from '../frame/icons.tsx';
import { isReset, type Lane, transportIn } from './lanes.ts';
import {
  count,
  directionArrows,
  directionNames,
  kindNames,
  relativeTime,
  shortened,
} from './wording.ts';

/** Of a row, in pixels: the same as in `wire.css`. */
export const rowHeight = 26;

/** With the classes of their cells. */
export const columns = {
  Time: 'wire-cell-number',
  On: '',
  Direction: 'wire-cell-direction',
  Kind: 'wire-cell-kind',
  Summary: 'wire-cell-summary',
  Payload: 'wire-cell-number',
  Framing: 'wire-cell-number wire-cell-framing',
} as const;
type Column = keyof typeof columns;
export const columnNames = Object.keys(columns) as Column[];

interface RowProps extends CellsProps {
  id: string;
  /** Among all records that are shown, from 0. */
  index: number;
  isAt: boolean;
  isChosen: boolean;
  onChoose(record: number): void;
}

export const RecordRow = memo(function RecordRow(props: RowProps) {
  const { id, record, first, lane, index, isAt, isChosen, onChoose } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers to the keys of its rows
    <div
      className="wire-row"
      role="row"
      tabIndex={-1}
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-at={isAt}
      data-gap={record.kind === 'gap'}
      data-fault={isReset(record) || ['incomplete', 'reset'].includes(record.kind)}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
      onClick={() => onChoose(record.number)}
    >
      {record.kind === 'gap' ? (
        <GapCells record={record} first={first} />
      ) : (
        <Cells record={record} first={first} lane={lane} />
      )}
    </div>
  );
});

function GapCells({ record, first }: Pick<CellsProps, 'record' | 'first'>) {
  return (
    <>
      <Cell of="Time">{relativeTime(record.time, first)}</Cell>
      <span
        role="gridcell"
        tabIndex={-1}
        className="wire-cell-gap"
        aria-colspan={columnNames.length - 1}
      >
        {record.summary}
      </span>
    </>
  );
}

interface CellsProps {
  record: WireRecord;
  first: number;
  lane: Lane | undefined;
}

function Cells({ record, first, lane }: CellsProps) {
  const { time, connection, direction, kind, sizes, stream } = record;
  return (
    <>
      <Cell of="Time">{relativeTime(time, first)}</Cell>
      <Cell of="On">
        <TransportIcon transport={transportIn(lane, record)} />
        {connection}
        {stream !== undefined && stream > 0 && `·${stream}`}
      </Cell>
      <Cell of="Direction">
        <span aria-hidden="true">{directionArrows[direction]}</span>
        <span className="sandbox-hidden">{directionNames[direction]}</span>
      </Cell>
      <Cell of="Kind">{kindNames[kind]}</Cell>
      <Cell of="Summary">{shortened(record)}</Cell>
      <Cell of="Payload">{count(sizes.payload)}</Cell>
      <Cell of="Framing">{stream === undefined ? count(sizes.framing) : '–'}</Cell>
    </>
  );
}

function Cell({ of, children }: { of: Column; children: React.ReactNode }) {
  return (
    <span role="gridcell" tabIndex={-1} className={columns[of]}>
      {children}
    </span>
  );
}
