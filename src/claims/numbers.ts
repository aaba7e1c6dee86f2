// Browser-safe: how numbers of claims and experiments are written.

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 3, useGrouping: 'min2' });

/** `3054` → "3054", `12345.6` → "12,345.6". */
export function writeNumber(number: number): string {
  return grouped.format(number).replace('-', '−');
}

/** With the precision that a measurement has: three digits, or all before the point. */
export function writeReading(number: number): string {
  return writeNumber(Math.abs(number) < 100 ? Number(number.toPrecision(3)) : Math.round(number));
}

interface Writing {
  /** The upper end of a range. */
  to?: number | undefined;
  unit?: string | undefined;
  write?: (number: number) => string;
}

/** `requests` → `request` for one of them; a unit such as `ms` is the same for all. */
function unitOf(number: string, unit: string): string {
  return number === '1' && unit.length > 2 ? unit.replace(/s$/, '') : unit;
}

/** With its unit, kept on one line: "3054 ms", "553–571 ms", "40%", "22×", "$3200". */
export function writeQuantity(
  from: number,
  { to, unit = '', write = writeNumber }: Writing = {},
): string {
  const number = to === undefined ? write(from) : `${write(from)}–${write(to)}`;
  if (unit.startsWith('$')) return `$${number}${unit.slice(1)}`;
  if (unit === '' || unit === '%' || unit === '×') return number + unit;
  return `${number}\u00a0${unitOf(number, unit)}`;
}
