import type { CDPSession, Page } from '@playwright/test';
import { asFile, longRecording } from '../../support/recordings.ts';
import { Sandbox } from '../../support/sandbox.ts';
import { withReader } from '../processes/reader.ts';
import { summarise } from '../report/statistics.ts';
import { shown, table } from '../report/table.ts';
import { attempt, type Context, type Measurement, type Section } from './section.ts';

/** Frames that one measurement scrolls through, and by how many pixels each. */
const frames = 240;
const step = 60;

const many = 10_000;
/** Enough to fill every frame with rows that were not there before. */
const few = 1000;

/** Main-thread time that a frame may take to be smooth at sixty a second, in milliseconds. */
const allowed = 1000 / 60;
/** And how much more of it many records may take than few. */
const allowedRatio = 1.25;

const views = [
  { view: 'Table', list: '[role=grid]', axis: 'scrollTop' },
  { view: 'Diagram', list: '[role=listbox]', axis: 'scrollLeft' },
] as const;

type View = (typeof views)[number];

async function busyTime(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  const value = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (value === undefined) throw new Error('The browser does not say how long its tasks took.');
  return value * 1000;
}

/** Milliseconds of the main thread for each frame of a steady scroll from the beginning. */
async function measure(page: Page, sandbox: Sandbox, { view, list, axis }: View, records: number) {
  const { wire } = sandbox;
  await wire.locator('input[type=file]').setInputFiles(asFile('long.json', longRecording(records)));
  await wire.getByRole('button', { name: view, exact: true }).click();
  await wire.getByText(`${records.toLocaleString('en')} records`).waitFor();
  const box = wire.locator(list);
  const scroll = (count: number) =>
    box.evaluate(
      (element, [axis, step, count]) =>
        new Promise<number>((resolve) => {
          element[axis] = 0;
          let left = count;
          const next = () => {
            if (left === 0) return resolve(element[axis]);
            left -= 1;
            element[axis] += step;
            requestAnimationFrame(next);
          };
          requestAnimationFrame(next);
        }),
      [axis, step, count] as const,
    );
  // What the browser compiles at the first time is none of it.
  await scroll(30);
  const devTools = await page.context().newCDPSession(page);
  // Time of the thread, not of the clock: what else the machine does is none of it.
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busyTime(devTools);
  const end = await scroll(frames);
  const perFrame = (await busyTime(devTools)) - before;
  await devTools.detach();
  if (end < frames * step * 0.9) throw new Error(`It scrolled ${end} pixels and no further.`);
  return { perFrame: perFrame / frames };
}

/** What a frame costs while the wire is scrolled through, with ten thousand records and with a tenth of them. */
export const scrolling: Section = async (context: Context) => {
  const measurements: Measurement[] = [];
  await withReader(context.ports, async (page, site) => {
    const sandbox = await Sandbox.at(page, `${site}/lessons/the-dilemma/`, 'Two live streams');
    await sandbox.openWire('Table');
    for (let round = 1; round <= context.options.rounds; round += 1) {
      for (const one of views) {
        for (const records of [few, many]) {
          const setting = `${one.view}, ${shown(records)} records`;
          const identity = {
            section: 'scrolling',
            system: 'Duplex',
            transport: 'sse',
            round,
            setting,
          } as const;
          const measurement = await attempt(context, identity, () =>
            measure(page, sandbox, one, records),
          );
          measurements.push(measurement);
          const time = shown(measurement.values['perFrame'] ?? Number.NaN, 1);
          context.note(
            `scrolling round ${round}, ${setting}: ${measurement.invalid ?? `${time} ms a frame`}`,
          );
        }
      }
    }
  });
  const timeOf = (view: string, records: number) =>
    summarise(
      measurements
        .filter(({ setting }) => setting === `${view}, ${shown(records)} records`)
        .map(({ values }) => values['perFrame'] ?? Number.NaN),
    );
  const rows = views.map(({ view }) => ({
    view,
    few: timeOf(view, few),
    many: timeOf(view, many),
  }));
  return {
    measurements,
    text: [
      `Scrolling through the wire, ${frames} frames of ${step} pixels, main-thread time of a frame`,
      table(
        ['', `${shown(few)} records, ms`, `${shown(many)} records, ms`, 'rounds'],
        rows.map(({ view, few, many }) => [
          view,
          shown(few.median, 1),
          shown(many.median, 1),
          `${shown(many.min, 1)} to ${shown(many.max, 1)}`,
        ]),
      ),
      '',
    ].join('\n'),
    verdicts: rows.flatMap(({ view, few, many }) => [
      {
        met: many.median <= allowed,
        sentence: `${view} of ${shown(10_000)} records: ${shown(many.median, 1)} ms a frame, at most ${shown(allowed, 1)} ms allowed`,
      },
      {
        met: many.median <= few.median * allowedRatio,
        sentence: `${view}: ${shown(many.median / few.median, 2)} times what ${shown(1000)} records take, at most ${shown(allowedRatio, 2)} allowed`,
      },
    ]),
  };
};
