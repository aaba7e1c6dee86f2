import type { Reason } from './refusal.ts';
import type { OpenConnection } from './space.ts';

type Transport = OpenConnection['transport'];

/** What the operator can watch: counts since the start, in the text format of Prometheus. */
export class Metrics {
  readonly #open = new Map<Transport, number>();
  readonly #opened = new Map<Transport, number>();
  readonly #refused = new Map<Reason, number>();

  opened(transport: Transport): void {
    this.#open.set(transport, (this.#open.get(transport) ?? 0) + 1);
    this.#opened.set(transport, (this.#opened.get(transport) ?? 0) + 1);
  }

  closed(transport: Transport): void {
    this.#open.set(transport, (this.#open.get(transport) ?? 0) - 1);
  }

  refused(reason: Reason): void {
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1);
  }

  /** Prometheus text exposition format 0.0.4. */
  text(spaces: number): string {
    return [
      ...family('duplex_connections_open', 'gauge', 'Open connections.', 'transport', this.#open),
      ...family(
        'duplex_connections_total',
        'counter',
        'Connections since the start.',
        'transport',
        this.#opened,
      ),
      ...family(
        'duplex_refusals_total',
        'counter',
        'Refused requests, messages and slow clients.',
        'reason',
        this.#refused,
      ),
      ...family('duplex_spaces', 'gauge', 'Spaces in memory.', null, new Map([['', spaces]])),
      ...family(
        'process_resident_memory_bytes',
        'gauge',
        'Resident memory.',
        null,
        new Map([['', process.memoryUsage.rss()]]),
      ),
      '',
    ].join('\n');
  }
}

function family(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  label: string | null,
  values: ReadonlyMap<string, number>,
): string[] {
  const lines = [...values].map(
    ([key, value]) => `${name}${label === null ? '' : `{${label}="${key}"}`} ${value}`,
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}
