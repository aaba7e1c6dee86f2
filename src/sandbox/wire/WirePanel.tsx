/** The wire: everything that crossed the connections of the tab's space, drawn, listed and taken apart. Browser-safe. */
import { useMemo, useState } from 'react';
import { Bytes } from './Bytes.tsx';
import { Diagram } from './Diagram.tsx';
import { Filters } from './Filters.tsx';
import { RecordTable } from './RecordTable.tsx';
import { saveRecording } from './save-recording.ts';
import { Toolbar, type ViewName } from './Toolbar.tsx';
import { Totals } from './Totals.tsx';
import { tabControl } from './tab-control.ts';
import type { Choice } from './use-choice.ts';
import { useShown } from './use-shown.ts';
import { WireStatus } from './WireStatus.tsx';

export default function WirePanel({ idPrefix }: { idPrefix: string }) {
  const shown = useShown();
  const { all, records, lanes, byConnection } = shown;
  const [view, setView] = useState<ViewName>('Diagram');
  const [filters, setFilters] = useState(false);
  const [at, setAt] = useState<number>();
  const [chosen, setChosen] = useState<number>();

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
  const record = view === 'Totals' ? undefined : all.find(({ number }) => number === chosen);
  const first = all[0]?.time ?? 0;
  const list = { records, lanes: byConnection, first, choice, idPrefix };

  return (
    <div className="wire">
      <Toolbar
        view={view}
        onView={setView}
        isPaused={shown.isPaused}
        isRecording={shown.recording !== undefined}
        hasRecords={all.length > 0}
        filtersShown={filters}
        onFilters={() => setFilters(!filters)}
        onPause={shown.pause}
        onClear={() => {
          shown.resume();
          tabControl.clear();
        }}
        onSave={() => saveRecording(all)}
        onOpen={shown.open}
        onClose={shown.close}
      />
      {filters && <Filters filter={shown.filter} lanes={lanes} onChange={shown.setFilter} />}
      <WireStatus {...shown} />
      <div className="wire-body" data-detail={record !== undefined}>
        <div className="wire-view">
          {view === 'Totals' && lanes.length > 0 && <Totals lanes={lanes} />}
          {view === 'Diagram' && records.length > 0 && <Diagram {...list} />}
          {view === 'Table' && records.length > 0 && <RecordTable {...list} />}
          {(view === 'Totals' ? lanes : records).length === 0 && (
            <p className="wire-empty">
              {all.length > 0
                ? 'No record fits the filter.'
                : 'Nothing has crossed the wire yet. Run the code, and every byte appears here.'}
            </p>
          )}
        </div>
        {record && (
          <Bytes
            key={record.number}
            record={record}
            first={first}
            onClose={() => {
              setChosen(undefined);
              document.getElementById(`${idPrefix}-wire-list`)?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}
