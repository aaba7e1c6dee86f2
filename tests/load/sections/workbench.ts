import type { Page } from '@playwright/test';
import { Sandbox } from '../../support/sandbox.ts';
import { withReader } from '../processes/reader.ts';
import { summarise } from '../report/statistics.ts';
import { shown, table } from '../report/table.ts';
import { attempt, type Context, type Measurement, type Section } from './section.ts';

/** Runs of each kind in a round; the first is not counted: it compiles what the browser has not run yet. */
const runs = 12;

/** What a reader waits for, with the code that they run and the most milliseconds that it may take, by the median. */
const waits = [
  {
    setting: 'from Run to the first event',
    allowed: 150,
    code: (mark: string) =>
      `new EventSource('sse/clock?every=60000').addEventListener('tick', () => console.log('${mark}'));`,
  },
  {
    setting: "from an edit's Run to new output",
    allowed: 100,
    code: (mark: string) => `console.log('${mark}');`,
  },
] as const;

/** Milliseconds from the click on Run to the message with which the page learns of the mark. */
async function timeRun(page: Page, sandbox: Sandbox, code: string, mark: string): Promise<number> {
  await sandbox.write(code);
  const arrival = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let clicked = Number.NaN;
        addEventListener('click', () => (clicked = performance.now()), {
          capture: true,
          once: true,
        });
        addEventListener('message', function hear({ data }) {
          if (data?.type !== 'console' || !JSON.stringify(data.log).includes(wanted)) return;
          removeEventListener('message', hear);
          resolve(performance.now() - clicked);
        });
      }),
    mark,
  );
  await sandbox.button('Run').click();
  return arrival;
}

async function measure(page: Page, sandbox: Sandbox, wait: (typeof waits)[number]) {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const mark = `mark ${wait.setting} ${run} ${times.length}`.replaceAll("'", '');
    times.push(await timeRun(page, sandbox, wait.code(mark), mark));
  }
  const { median, min, max } = summarise(times.slice(1));
  return { median, min, max };
}

/** How long a reader waits after Run, on loopback, with the editor already there. */
export const workbench: Section = async (context: Context) => {
  const measurements: Measurement[] = [];
  await withReader(context.ports, async (page, site) => {
    const address = `${site}/lessons/the-dilemma/`;
    const sandbox = await Sandbox.at(page, address, 'Two live streams');
    for (let round = 1; round <= context.options.rounds; round += 1) {
      for (const wait of waits) {
        const identity = {
          section: 'workbench',
          system: 'Duplex',
          transport: 'sse',
          round,
        } as const;
        const measurement = await attempt(context, { ...identity, setting: wait.setting }, () =>
          measure(page, sandbox, wait),
        );
        measurements.push(measurement);
        const median = shown(measurement.values['median'] ?? Number.NaN, 0);
        context.note(
          `workbench round ${round}, ${wait.setting}: ${measurement.invalid ?? `${median} ms`}`,
        );
      }
    }
  });
  const rows = waits.map(({ setting, allowed }) => {
    const valid = measurements.filter(
      (one) => one.setting === setting && one.invalid === undefined,
    );
    const { median, min, max } = summarise(
      valid.map(({ values }) => values['median'] ?? Number.NaN),
    );
    return { setting, allowed, median, min, max };
  });
  return {
    measurements,
    text: [
      `Workbench, ${runs - 1} runs a round, medians`,
      table(
        ['', 'ms', 'rounds'],
        rows.map(({ setting, median, min, max }) => [
          setting,
          shown(median, 0),
          `${shown(min, 0)} to ${shown(max, 0)}`,
        ]),
      ),
      '',
    ].join('\n'),
    verdicts: rows.map(({ setting, allowed, median }) => ({
      met: median <= allowed,
      sentence: `${setting}: ${shown(median, 0)} ms, at most ${allowed} ms allowed`,
    })),
  };
};
