/** All records, one below the other; only those in view are in the document. Browser-safe. */
// biome-ignore-all lint/a11y/useSemanticElements: a table lays out all of its rows, and most of these are not there
import { useCallback } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { TransportIcon } from '../frame/icons.tsx';
import { isReset, type Lane, transportIn } from './lanes.ts';
import { type Choice, useChoiceKeys } from './use-choice.ts';
import { useViewport } from './use-viewport.ts';
import { itemsInView, scrollToItem } from './window.ts';
import {
  count,
  directionArrows,
  directionNames,
  kindNames,
  relativeTime,
  shortened,
} from './wording.ts';

export interface RecordListProps {
  records: readonly WireRecord[];
  lanes: ReadonlyMap<number, Lane>;
  /** Time of the first record of all. */
  first: number;
  choice: Choice;
  idPrefix: string;
}

/** Of a row, in pixels: the same as in `wire.css`. */
const rowHeight = 26;
const columns = ['Time', 'On', '', 'Kind', 'Summary', 'Payload', 'Framing'];

export function RecordTable({ records, lanes, first, choice, idPrefix }: RecordListProps) {
  const { box, viewport } = useViewport('top', records.length, choice.chosen !== undefined);
  const view = {
    scrolled: viewport.top,
    // The head of the table covers a row.
    extent: viewport.height - rowHeight,
    itemSize: rowHeight,
    count: records.length,
  };
  const { first: from, end } = itemsInView(view);
  const show = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const extent = element.clientHeight - rowHeight;
      const around = { scrolled: element.scrollTop, extent, itemSize: rowHeight, count: 0 };
      element.scrollTop = scrollToItem(index, around);
    },
    [box],
  );
  const onKeyDown = useChoiceKeys(records, choice, show);
  const idOf = (number: number) => `${idPrefix}-wire-row-${number}`;
  const isAtDrawn = records.slice(from, end).some(({ number }) => number === choice.at);

  return (
    <div
      className="wire-table"
      id={`${idPrefix}-wire-list`}
      ref={box}
      role="grid"
      aria-label="Records"
      aria-rowcount={records.length + 1}
      aria-activedescendant={choice.at !== undefined && isAtDrawn ? idOf(choice.at) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      // A row may leave the document, and must not take the focus with it.
      onClick={() => box.current?.focus({ preventScroll: true })}
    >
      <div className="wire-row wire-row-head" role="row" aria-rowindex={1} tabIndex={-1}>
        {columns.map((column) => (
          <span role="columnheader" tabIndex={-1} key={column}>
            {column || <span className="sandbox-hidden">Direction</span>}
          </span>
        ))}
      </div>
      <div className="wire-rows" role="rowgroup" style={{ blockSize: records.length * rowHeight }}>
        {records.slice(from, end).map((record, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers to the keys of its rows
          <div
            className="wire-row"
            role="row"
            tabIndex={-1}
            key={record.number}
            id={idOf(record.number)}
            aria-rowindex={from + index + 2}
            aria-selected={record.number === choice.chosen}
            data-at={record.number === choice.at}
            data-gap={record.kind === 'gap'}
            data-fault={isReset(record) || ['incomplete', 'reset'].includes(record.kind)}
            style={{ transform: `translateY(${(from + index) * rowHeight}px)` }}
            onClick={() => choice.choose(record.number)}
          >
            {record.kind === 'gap' ? (
              <GapCells record={record} first={first} />
            ) : (
              <Cells record={record} first={first} lane={lanes.get(record.connection)} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function GapCells({ record, first }: Pick<CellsProps, 'record' | 'first'>) {
  return (
    <>
      <Cell>{relativeTime(record.time, first)}</Cell>
      <span role="gridcell" tabIndex={-1} aria-colspan={columns.length - 1}>
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
      <Cell>{relativeTime(time, first)}</Cell>
      <Cell>
        <TransportIcon transport={transportIn(lane, record)} />
        {connection}
        {stream !== undefined && stream > 0 && `·${stream}`}
      </Cell>
      <Cell>
        <span aria-hidden="true">{directionArrows[direction]}</span>
        <span className="sandbox-hidden">{directionNames[direction]}</span>
      </Cell>
      <Cell>{kindNames[kind]}</Cell>
      <Cell>{shortened(record)}</Cell>
      <Cell>{count(sizes.payload)}</Cell>
      <Cell>{stream === undefined ? count(sizes.framing) : '–'}</Cell>
    </>
  );
}

function Cell({ children }: { children: React.ReactNode }) {
  return (
    <span role="gridcell" tabIndex={-1}>
      {children}
    </span>
  );
}
