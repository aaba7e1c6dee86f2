/** A sequence diagram: a lane for each connection, the server above, the client below, time from left to right. Browser-safe. */
import { useCallback, useMemo, useRef } from 'react';
import { DiagramGap } from './DiagramGap.tsx';
import { DiagramLane } from './DiagramLane.tsx';
import { DiagramRecord } from './DiagramRecord.tsx';
import { transportIn } from './lanes.ts';
import type { RecordListProps } from './RecordTable.tsx';
import { useChoiceKeys } from './use-choice.ts';
import { useChosenInView, useViewport } from './use-viewport.ts';
import { itemsInView, laneToFollow, scrollToItem, type View } from './window.ts';
import { relativeTime } from './wording.ts';

/** In pixels: the same as in `wire.css`. */
const columnWidth = 104;
const laneHeight = 96;
const axisHeight = 24;
/** What stands before the first record. */
const gutter = 64;

export function Diagram(props: RecordListProps) {
  const { records, lanes, first, isGrowing, choice, idPrefix } = props;
  const shownLanes = useMemo(() => {
    const connections = new Set(records.map(({ connection }) => connection));
    return [...lanes.values()].filter(({ connection }) => connections.has(connection));
  }, [records, lanes]);
  const laneIndex = useMemo(
    () => new Map(shownLanes.map(({ connection }, index) => [connection, index])),
    [shownLanes],
  );
  const followedLanes = useRef(0);
  const toNewestLane = (element: HTMLElement): number => {
    // Another panel is in front.
    if (element.clientWidth === 0) return element.scrollTop;
    const view = lanesView(element);
    const recent = records.slice(-Math.ceil(element.clientWidth / columnWidth));
    const lane = laneToFollow(
      recent.flatMap(({ connection }) => laneIndex.get(connection) ?? []),
      shownLanes.length > followedLanes.current,
      view,
    );
    followedLanes.current = shownLanes.length;
    return lane === undefined ? element.scrollTop : scrollToItem(lane, view);
  };
  const { box, viewport } = useViewport({
    count: records.length,
    isGrowing,
    isHeld: choice.chosen !== undefined,
    followDown: toNewestLane,
  });
  const spans = useMemo(() => spansOf(records), [records]);
  const columnsInView = itemsInView({
    scrolled: viewport.left - gutter,
    extent: viewport.width,
    itemSize: columnWidth,
    count: records.length,
  });
  const lanesInView = itemsInView({
    scrolled: viewport.top,
    extent: viewport.height,
    itemSize: laneHeight,
    count: shownLanes.length,
  });

  const show = useCallback(
    (index: number) => {
      const element = box.current;
      const record = records[index];
      if (!element || !record) return;
      element.scrollLeft = scrollToItem(index, {
        scrolled: element.scrollLeft,
        extent: element.clientWidth - gutter,
        itemSize: columnWidth,
      });
      element.scrollTop = scrollToItem(laneIndex.get(record.connection) ?? 0, lanesView(element));
    },
    [box, records, laneIndex],
  );
  useChosenInView(records, choice.chosen, viewport, show);
  const onKeyDown = useChoiceKeys(records, choice, show);
  const idOf = (number: number) => `${idPrefix}-wire-item-${number}`;
  const drawn = records.slice(columnsInView.first, columnsInView.end);
  const isAtDrawn = drawn.some(({ number }) => number === choice.at);

  return (
    <div
      className="wire-diagram"
      id={`${idPrefix}-wire-list`}
      ref={box}
      role="listbox"
      aria-label="Records"
      aria-activedescendant={choice.at !== undefined && isAtDrawn ? idOf(choice.at) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      // A record may leave the document, and must not take the focus with it.
      onClick={() => box.current?.focus({ preventScroll: true })}
    >
      <div
        className="wire-canvas"
        role="presentation"
        style={{
          inlineSize: gutter + records.length * columnWidth,
          blockSize: axisHeight + shownLanes.length * laneHeight,
        }}
      >
        <div className="wire-axis" aria-hidden="true">
          {drawn.map((record, index) => (
            <span key={record.number} style={{ left: leftOf(columnsInView.first + index) }}>
              {relativeTime(record.time, first)}
            </span>
          ))}
        </div>
        {shownLanes.slice(lanesInView.first, lanesInView.end).map((lane, index) => (
          <DiagramLane
            key={lane.connection}
            lane={lane}
            {...lineOf(spans.get(lane.connection), lane.end !== undefined)}
            top={axisHeight + (lanesInView.first + index) * laneHeight}
          />
        ))}
        {drawn.map((record, index) =>
          record.kind === 'gap' ? (
            <DiagramGap
              key={record.number}
              id={idOf(record.number)}
              summary={record.summary}
              left={leftOf(columnsInView.first + index)}
              top={axisHeight}
              height={Math.max(1, shownLanes.length) * laneHeight}
              position={columnsInView.first + index + 1}
              size={records.length}
              isAt={record.number === choice.at}
            />
          ) : (
            <DiagramRecord
              key={record.number}
              id={idOf(record.number)}
              record={record}
              first={first}
              transport={transportIn(lanes.get(record.connection), record)}
              left={leftOf(columnsInView.first + index)}
              top={axisHeight + (laneIndex.get(record.connection) ?? 0) * laneHeight}
              position={columnsInView.first + index + 1}
              size={records.length}
              isAt={record.number === choice.at}
              isChosen={record.number === choice.chosen}
              onChoose={choice.choose}
            />
          ),
        )}
      </div>
    </div>
  );
}

interface Span {
  /** Columns of the first and the last record of a connection. */
  from: number;
  to: number;
}

function spansOf(records: RecordListProps['records']): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  records.forEach(({ connection }, column) => {
    spans.set(connection, { from: spans.get(connection)?.from ?? column, to: column });
  });
  return spans;
}

/** From when until when a connection is drawn, in pixels; one that is open goes on. */
function lineOf(
  span: Span | undefined,
  hasEnded: boolean,
): { from: number; to: number | undefined } {
  const { from, to } = span ?? { from: 0, to: 0 };
  return {
    // The names of its ends stand before its first record.
    from: leftOf(from) - gutter,
    to: hasEnded ? leftOf(to) + columnWidth / 2 : undefined,
  };
}

/** Of a diagram lower than a lane, the lane's upper part counts as in view. */
function lanesView({ scrollTop, clientHeight }: HTMLElement): Omit<View, 'count'> {
  const extent = Math.max(clientHeight - axisHeight, laneHeight);
  return { scrolled: scrollTop, extent, itemSize: laneHeight };
}

function leftOf(column: number): number {
  return gutter + column * columnWidth;
}
