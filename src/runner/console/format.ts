/** The console's format string, as in `console.log('%s: %d', name, count)`. Browser-safe. */

/** Replaces what the first value asks for, and keeps the rest. @see https://console.spec.whatwg.org/#formatter */
export function format(values: readonly unknown[]): unknown[] {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || rest.length === 0 || !first.includes('%')) return [...values];
  const text = first.replace(/%([sdifoOc%])/g, (directive, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return directive;
    return written(kind, rest.shift());
  });
  return [text, ...rest];
}

function written(kind: string, value: unknown): string {
  switch (kind) {
    case 's':
      return shown(value);
    case 'd':
    case 'i':
      return typeof value === 'symbol' ? 'NaN' : String(Number.parseInt(String(value), 10));
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : String(Number.parseFloat(String(value)));
    // Colours and sizes are the console's own.
    case 'c':
      return '';
    default:
      return asJson(value);
  }
}

function shown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '[object]';
  }
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? shown(value);
  } catch {
    return shown(value);
  }
}
