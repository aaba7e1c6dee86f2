/** The reader's own readings, kept in their browser. Browser-safe. */
import type { Finding, Readings } from './experiment.ts';

export interface Kept {
  /** When it was measured, as an ISO date. */
  at: string;
  /** In which browser: "Chromium 156 on Linux". */
  browser: string;
  readings: readonly Readings[];
  finding: Finding;
}

const prefix = 'duplex:experiment:';

/** What was measured last, undefined if nothing was or if it cannot be read. */
export function recall(storage: Pick<Storage, 'getItem'>, experiment: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(prefix + experiment) ?? 'null');
    return isKept(kept) ? { ...kept, readings: kept.readings.map(withNaN) } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it in the place of what was measured before; without storage it lives as long as the page shows it. */
export function keep(storage: Pick<Storage, 'setItem'>, experiment: string, kept: Kept): void {
  try {
    storage.setItem(prefix + experiment, JSON.stringify(kept));
  } catch {
    // Storage can be full or switched off; nothing else depends on it.
  }
}

/** As it is in storage. */
type Stored = Omit<Kept, 'readings'> & { readings: Readonly<Record<string, number | null>>[] };

function isKept(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  const { at, browser, readings, finding } = value as Partial<Record<keyof Kept, unknown>>;
  return (
    typeof at === 'string' &&
    typeof browser === 'string' &&
    Array.isArray(readings) &&
    readings.every(isReadings) &&
    isFinding(finding)
  );
}

/** JSON has no NaN, and writes null for it. */
function withNaN(readings: Readonly<Record<string, number | null>>): Readings {
  return Object.fromEntries(
    Object.entries(readings).map(([name, number]) => [name, number ?? Number.NaN]),
  );
}

function isReadings(value: unknown): value is Readonly<Record<string, number | null>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((number) => number === null || typeof number === 'number')
  );
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  const { outcome, text } = value as Partial<Record<keyof Finding, unknown>>;
  return typeof text === 'string' && ['agrees', 'differs', 'disturbed'].includes(String(outcome));
}
