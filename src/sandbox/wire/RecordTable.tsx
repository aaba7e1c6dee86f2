/** All records, one below the other; only those in view are in the document. Browser-safe. */
// biome-ignore-all lint/a11y/useSemanticElements: a table lays out all of its rows, and most of these are not there
import { useCallback } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Lane } from './lanes.ts';
import { columnNames, columns, RecordRow, rowHeight } from './RecordRow.tsx';
import { type Choice, useChoiceKeys } from './use-choice.ts';
import { useChosenInView, useViewport } from './use-viewport.ts';
import { itemsInView, scrollToItem } from './window.ts';

export interface RecordListProps {
  records: readonly WireRecord[];
  lanes: ReadonlyMap<number, Lane>;
  /** Time of the first record of all. */
  first: number;
  /** Whether records come by themselves. */
  isGrowing: boolean;
  choice: Choice;
  idPrefix: string;
}

export function RecordTable(props: RecordListProps) {
  const { records, lanes, first, isGrowing, choice, idPrefix } = props;
  const { box, viewport } = useViewport({
    count: records.length,
    isGrowing,
    isHeld: choice.chosen !== undefined,
  });
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
  useChosenInView(records, choice.chosen, viewport, show);
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
        {columnNames.map((column) => (
          <span role="columnheader" tabIndex={-1} key={column} className={columns[column]}>
            {column === 'Direction' ? <span className="sandbox-hidden">{column}</span> : column}
          </span>
        ))}
      </div>
      <div className="wire-rows" role="rowgroup" style={{ blockSize: records.length * rowHeight }}>
        {records.slice(from, end).map((record, index) => (
          <RecordRow
            key={record.number}
            id={idOf(record.number)}
            record={record}
            first={first}
            lane={lanes.get(record.connection)}
            index={from + index}
            isAt={record.number === choice.at}
            isChosen={record.number === choice.chosen}
            onChoose={choice.choose}
          />
        ))}
      </div>
    </div>
  );
}
