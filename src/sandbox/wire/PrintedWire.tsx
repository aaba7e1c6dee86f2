/** A recording on paper: every connection added up, and every record in a line. Browser-safe. */
import { useEffect, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { lanesOf } from './lanes.ts';
import { Totals } from './Totals.tsx';
import {
  count,
  directionArrows,
  directionNames,
  kindNames,
  relativeTime,
  shortened,
} from './wording.ts';

interface PrintedWireProps {
  /** What is printed, in a line. */
  origin: string;
  records: readonly WireRecord[];
}

/** About ten pages. */
const maximum = 500;

export function PrintedWire({ origin, records }: PrintedWireProps) {
  const isPrinting = usePrinting();
  const place = useRef<HTMLSpanElement>(null);
  // What is in a sandbox is left out on paper, because there its code stands for it.
  const target = place.current?.closest('duplex-sandbox') ?? place.current?.parentElement;
  const printed = (
    <section className="printed-wire">
      <p className="printed-wire-title">{`Wire recording ${origin}`}</p>
      <Totals lanes={lanesOf(records)} />
      <table>
        <thead>
          <tr>
            {['Time', 'On', 'Direction', 'Kind', 'Summary', 'Payload', 'Framing'].map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.slice(0, maximum).map((record) => (
            <Line key={record.number} record={record} first={records[0]?.time ?? 0} />
          ))}
        </tbody>
      </table>
      {records.length > maximum && (
        <p>{`The other ${count(records.length - maximum)} records are in the file.`}</p>
      )}
    </section>
  );
  return (
    <>
      <span hidden ref={place} />
      {isPrinting && target && createPortal(printed, target)}
    </>
  );
}

function Line({ record, first }: { record: WireRecord; first: number }) {
  const { number, time, connection, stream, direction, kind, sizes } = record;
  if (kind === 'gap') {
    return (
      <tr key={number}>
        <td>{relativeTime(time, first)}</td>
        <td colSpan={6}>{record.summary}</td>
      </tr>
    );
  }
  return (
    <tr>
      <td>{relativeTime(time, first)}</td>
      <td>{stream ? `${connection}·${stream}` : connection}</td>
      <td>{`${directionArrows[direction]} ${directionNames[direction]}`}</td>
      <td>{kindNames[kind]}</td>
      <td>{shortened(record)}</td>
      <td>{count(sizes.payload)}</td>
      <td>{stream === undefined ? count(sizes.framing) : '–'}</td>
    </tr>
  );
}

/** True from when the browser asks for the page on paper until it has it. */
function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const paper = matchMedia('print');
    // At once: what is not there when the event ends is not printed.
    const set = (is: boolean) => () => flushSync(() => setIsPrinting(is));
    const [begin, end] = [set(true), set(false)];
    const change = () => (paper.matches ? begin() : end());
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    paper.addEventListener('change', change);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      paper.removeEventListener('change', change);
    };
  }, []);
  return isPrinting;
}
