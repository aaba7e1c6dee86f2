// Browser-safe: pure functions of numbers.

/** Repeated readings of one measure in short. */
export interface Summary {
  median: number;
  least: number;
  most: number;
}

/** Undefined when there is nothing to summarise. */
export function summarise(numbers: readonly number[]): Summary | undefined {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  return { median: medianOf(sorted), least, most };
}

/** Of readings in any order; NaN of none. */
export function median(numbers: readonly number[]): number {
  return medianOf(numbers.toSorted((one, other) => one - other));
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const [lower, upper] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return lower === undefined || upper === undefined ? Number.NaN : (lower + upper) / 2;
}
