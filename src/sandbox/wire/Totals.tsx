/** What each connection cost: in a table, or one below the other where that has no room. Browser-safe. */
import { TransportIcon } from '../frame/icons.tsx';
import type { Lane } from './lanes.ts';
import { measures } from './measures.ts';

interface TotalsProps {
  lanes: readonly Lane[];
}

/** The style sheet shows one of the two, and hides the other from everybody. */
export function Totals({ lanes }: TotalsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
    <section className="wire-totals" aria-label="Totals" tabIndex={0}>
      <TotalsTable lanes={lanes} />
      <TotalsList lanes={lanes} />
    </section>
  );
}

function TotalsTable({ lanes }: TotalsProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Connection</th>
          {measures.map(({ name }) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane) => (
          <tr key={lane.connection}>
            <th scope="row">
              <Name lane={lane} />
            </th>
            {measures.map(({ name, of, isFault }) => (
              <td key={name} data-fault={isFault?.(lane)}>
                {of(lane)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {lanes.length > 1 && (
        <tfoot>
          <tr>
            <th scope="row">All</th>
            {measures.map(({ name, ofAll }) => (
              <td key={name}>{ofAll?.(lanes)}</td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function TotalsList({ lanes }: TotalsProps) {
  return (
    <ul>
      {lanes.map((lane) => (
        <li key={lane.connection}>
          <p>
            <Name lane={lane} />
          </p>
          <dl>
            {measures.map(({ name, of, isFault }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd data-fault={isFault?.(lane)}>{of(lane)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
      {lanes.length > 1 && (
        <li>
          <p>All</p>
          <dl>
            {measures.map(
              ({ name, ofAll }) =>
                ofAll && (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{ofAll(lanes)}</dd>
                  </div>
                ),
            )}
          </dl>
        </li>
      )}
    </ul>
  );
}

function Name({ lane: { connection, transport, endpoint } }: { lane: Lane }) {
  return (
    <>
      {`${connection} `}
      <TransportIcon transport={transport} />
      {endpoint || 'begun before the recording'}
    </>
  );
}
