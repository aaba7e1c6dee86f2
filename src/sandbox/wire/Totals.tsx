/** What each connection cost. Browser-safe. */
import { TransportIcon } from '../frame/icons.tsx';
import type { Lane } from './lanes.ts';
import { count } from './wording.ts';

export function Totals({ lanes }: { lanes: readonly Lane[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
    <section className="wire-totals" aria-label="Totals" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Connection</th>
            <th scope="col">Requests</th>
            <th scope="col">Heads</th>
            <th scope="col">Framing</th>
            <th scope="col">Payload</th>
            <th scope="col">First event</th>
            <th scope="col">End</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <Row key={lane.connection} lane={lane} />
          ))}
        </tbody>
        {lanes.length > 1 && <Sum lanes={lanes} />}
      </table>
    </section>
  );
}

function Row({
  lane: { connection, transport, endpoint, requests, sizes, firstEvent, end, isHttp2 },
}: {
  lane: Lane;
}) {
  return (
    <tr>
      <th scope="row">
        {`${connection} `}
        <TransportIcon transport={transport} />
        {endpoint || 'begun before the recording'}
      </th>
      <td>{count(requests)}</td>
      <td>{isHttp2 ? 'not known' : `${count(sizes.heads)} B`}</td>
      <td>{isHttp2 ? 'not known' : `${count(sizes.framing)} B`}</td>
      <td>{`${count(sizes.payload)} B`}</td>
      <td>{firstEvent === undefined ? '–' : `${firstEvent.toFixed(1)} ms`}</td>
      <td data-fault={end === 'RST'}>{end ?? 'open'}</td>
    </tr>
  );
}

function Sum({ lanes }: { lanes: readonly Lane[] }) {
  const sum = (of: (lane: Lane) => number) =>
    count(lanes.reduce((total, lane) => total + of(lane), 0));
  // Of HTTP/2 there is more, and it is not known how much.
  const carried = (known: string) =>
    lanes.some(({ isHttp2 }) => isHttp2) ? `over ${known} B` : `${known} B`;
  return (
    <tfoot>
      <tr>
        <th scope="row">All</th>
        <td>{sum(({ requests }) => requests)}</td>
        <td>{carried(sum(({ sizes }) => sizes.heads))}</td>
        <td>{carried(sum(({ sizes }) => sizes.framing))}</td>
        <td>{`${sum(({ sizes }) => sizes.payload)} B`}</td>
        <td />
        <td />
      </tr>
    </tfoot>
  );
}
