/** Records drawn, listed, added up and taken apart, wherever they come from. Browser-safe. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { Bytes } from './Bytes.tsx';
import { Diagram } from './Diagram.tsx';
import { Filters } from './Filters.tsx';
import { everything, type Filter, filterRecords } from './filters.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { RecordTable } from './RecordTable.tsx';
import { Totals } from './Totals.tsx';
import type { Choice } from './use-choice.ts';
import { countOf } from './wording.ts';

const views = ['Diagram', 'Table', 'Totals'] as const;
export type ViewName = (typeof views)[number];

interface WireViewProps {
  idPrefix: string;
  view: ViewName;
  onView(view: ViewName): void;
  /** With their gaps marked. */
  records: readonly WireRecord[];
  /** Whether records come by themselves: then the newest stay in view. */
  isGrowing: boolean;
  /** What is done with the source of the records: buttons behind those of the views. */
  controls?: ReactNode;
  /** Buttons at the end of the line. */
  files: ReactNode;
  /** What is shown, and what went wrong. */
  status: ReactNode;
  /** Below the buttons. */
  below?: ReactNode;
  /** Behind the number of records. */
  amountNote?: string;
  /** What is said when there is nothing. */
  empty: ReactNode;
  /** A record to show; another object of it shows it again. */
  reveal?: { number: number } | undefined;
}

export function WireView(props: WireViewProps) {
  const { idPrefix, records: all, isGrowing, reveal, view, onView } = props;
  const [isFiltering, setIsFiltering] = useState(false);
  const [filter, setFilter] = useState<Filter>(everything);
  const [at, setAt] = useState<number>();
  const [chosen, setChosen] = useState<number>();

  const records = useMemo(() => filterRecords(all, filter), [all, filter]);
  const lanes = useMemo(() => lanesOf(all), [all]);
  const byConnection = useMemo(
    () => new Map<number, Lane>(lanes.map((lane) => [lane.connection, lane])),
    [lanes],
  );
  const listed = useMemo(
    () => (view === 'Diagram' ? withoutLoneEnds(records, byConnection) : records),
    [view, records, byConnection],
  );
  const listId = `${idPrefix}-wire-list`;
  const latest = useRef(() => {});
  latest.current = () => {
    if (view === 'Totals') onView('Table');
  };
  const isToBeFocused = useRef(false);
  useEffect(() => {
    if (!reveal) return;
    setFilter(everything);
    // Of one record there are no totals.
    latest.current();
    setAt(reveal.number);
    setChosen(reveal.number);
    isToBeFocused.current = true;
  }, [reveal]);
  useEffect(() => {
    const list = document.getElementById(listId);
    if (!list || !isToBeFocused.current || chosen !== reveal?.number) return;
    isToBeFocused.current = false;
    // What the reader has pressed is in another panel, and hidden now.
    list.focus();
  });

  const choice = useMemo<Choice>(
    () => ({
      at,
      chosen,
      move: setAt,
      choose: (record) => {
        if (record !== undefined) setAt(record);
        setChosen(record);
      },
    }),
    [at, chosen],
  );
  const record =
    view === 'Totals'
      ? undefined
      : all.find(({ number, kind }) => number === chosen && kind !== 'gap');
  const first = all[0]?.time ?? 0;
  const list = { records: listed, lanes: byConnection, first, isGrowing, choice, idPrefix };

  return (
    <div className="wire">
      <div className="wire-toolbar">
        <div className="wire-views">
          {views.map((name) => (
            <button
              type="button"
              key={name}
              aria-pressed={name === view}
              onClick={() => onView(name)}
            >
              {name}
            </button>
          ))}
        </div>
        {props.controls}
        <button
          type="button"
          aria-expanded={isFiltering}
          onClick={() => setIsFiltering(!isFiltering)}
        >
          Filter
        </button>
        <span className="wire-space" />
        {props.files}
      </div>
      {props.below}
      {isFiltering && <Filters filter={filter} lanes={lanes} onChange={setFilter} />}
      <div className="wire-status">
        {props.status}
        <p className="wire-amount">
          {amountOf(records, all, lanes)}
          {props.amountNote}
        </p>
      </div>
      <div className="wire-body" data-detail={record !== undefined}>
        <div className="wire-view">
          {view === 'Totals' && lanes.length > 0 && <Totals lanes={lanes} />}
          {view === 'Diagram' && listed.length > 0 && <Diagram {...list} />}
          {view === 'Table' && listed.length > 0 && <RecordTable {...list} />}
          {(view === 'Totals' ? lanes : listed).length === 0 && (
            <div className="wire-empty">
              {records.length < all.length ? <p>No record fits the filter.</p> : props.empty}
            </div>
          )}
        </div>
        {record && (
          <Bytes
            key={record.number}
            record={record}
            first={first}
            onClose={() => {
              setChosen(undefined);
              document.getElementById(listId)?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}

/** What can be drawn: the same array when that is everything. */
function withoutLoneEnds(
  records: readonly WireRecord[],
  lanes: ReadonlyMap<number, Lane>,
): readonly WireRecord[] {
  const isDrawn = ({ connection }: WireRecord) => !lanes.get(connection)?.isLoneEnd;
  return records.every(isDrawn) ? records : records.filter(isDrawn);
}

function amountOf(
  records: readonly WireRecord[],
  all: readonly WireRecord[],
  lanes: readonly Lane[],
): string {
  const known = (of: readonly WireRecord[]) =>
    of.reduce((total, { kind }) => (kind === 'gap' ? total : total + 1), 0);
  const [shown, total] = [known(records), known(all)];
  const amount =
    shown === total
      ? countOf(total, 'record')
      : `${shown.toLocaleString('en')} of ${countOf(total, 'record')}`;
  return `${amount} on ${countOf(lanes.length, 'connection')}`;
}
