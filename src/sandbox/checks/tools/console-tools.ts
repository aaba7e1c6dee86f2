/** The tool `console`. Browser-safe. */
import { showValue } from '../../console/shown-value.ts';
import type { ConsoleLine as StateLine } from '../../run/run-state.ts';
import type { Scene } from '../engine/scene.ts';
import type { ConsoleLine, ConsoleTools } from '../tools.ts';

/** How many of the newest lines a failure quotes. */
const quoted = 3;

export function consoleTools({ laboratory, waits }: Scene): ConsoleTools {
  const lines = () => laboratory.run.state().lines.map(lineOf);
  return {
    get lines() {
      return lines();
    },
    line: (words, fits, patience) => {
      const isMeant = predicateOf(fits);
      return waits.wait({
        words: `${words} in the console`,
        look: () => lines().find(isMeant),
        seen: () => quote(lines()),
        ...patience,
      });
    },
  };
}

function lineOf({ method, values, count }: StateLine): ConsoleLine {
  const texts = values.map((value) => (typeof value === 'string' ? value : showValue(value).text));
  return { method, text: texts.join(' '), count };
}

function predicateOf(fits: Parameters<ConsoleTools['line']>[1]): (line: ConsoleLine) => boolean {
  if (typeof fits === 'function') return fits;
  return typeof fits === 'string'
    ? ({ text }) => text.includes(fits)
    : ({ text }) => fits.test(text);
}

function quote(lines: readonly ConsoleLine[]): string {
  if (lines.length === 0) return 'an empty console';
  return `last in the console: ${lines
    .slice(-quoted)
    .map(({ text }) => `“${text}”`)
    .join(', ')}`;
}
