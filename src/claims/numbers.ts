// Browser-safe: how numbers of claims and experiments are written.

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 3, useGrouping: 'min2' });

/** `3054` → "3054", `12345.6` → "12,345.6". */
export function writeNumber(number: number): string {
  return grouped.format(number).replace('-', '−');
}

/** With its unit, kept on one line: "3054 ms", "553–571 ms", "40%", "22×", "$3200". */
export function writeQuantity(
  from: number,
  { to, unit }: { to?: number | undefined; unit?: string | undefined } = {},
): string {
  const number = to === undefined ? writeNumber(from) : `${writeNumber(from)}–${writeNumber(to)}`;
  if (unit === undefined) return number;
  if (unit.startsWith('$'))
    return `$${number}${unit.slice(1).trim() === '' ? '' : ` ${unit.slice(1).trim()}`}`;
  return unit === '%' || unit === '×' ? `${number}${unit}` : `${number}\u00a0${unit}`;
}
