/**
 * `npm run bench`: the live server beside what else one could have used, in one run on one machine.
 * Ends with code 1 when a requirement is missed.
 */
import { writeFile } from 'node:fs/promises';
import { help, type Options, readOptions, type SectionName } from './options.ts';
import { portRange } from './processes/ports.ts';
import { machineLine } from './report/machine.ts';
import { delay } from './sections/delay.ts';
import { fanOut } from './sections/fan-out.ts';
import { layer } from './sections/layer.ts';
import { memory } from './sections/memory.ts';
import { scrolling } from './sections/scrolling.ts';
import type { Context, Section, SectionResult } from './sections/section.ts';
import { workbench } from './sections/workbench.ts';
import { systems } from './systems/index.ts';
import type { System } from './systems/system.ts';

const sections: Partial<Record<SectionName, Section>> = {
  fanout: fanOut,
  delay,
  memory,
  layer,
  workbench,
  scrolling,
};

/** The systems asked for that are there, and a sentence for each that is not. */
async function present(options: Options): Promise<{ here: System[]; skipped: string[] }> {
  const here: System[] = [];
  const skipped: string[] = [];
  for (const system of systems) {
    const name = system.name.toLowerCase();
    if (options.systems.length > 0 && !options.systems.some((part) => name.includes(part)))
      continue;
    const reason = await system.missing();
    if (reason) skipped.push(`SKIPPED  ${system.name} and all comparisons with it: ${reason}.`);
    else here.push(system);
  }
  return { here, skipped };
}

async function run(options: Options): Promise<boolean> {
  const { here, skipped } = await present(options);
  const context: Context = {
    options,
    systems: here,
    ports: portRange(options.port, 40),
    note: (line) => console.error(line),
  };
  const machine = machineLine();
  const results: SectionResult[] = [];
  for (const name of options.only) {
    const section = sections[name];
    if (section) results.push(await section(context));
    else skipped.push(`SKIPPED  ${name}: there is nothing to measure it with yet.`);
  }
  const verdicts = results.flatMap((result) => result.verdicts);
  const invalid = results.flatMap((result) => result.measurements.filter((one) => one.invalid));
  const lines = verdicts.map(({ met, sentence }) => `${met ? 'MET    ' : 'MISSED '}  ${sentence}`);
  const missed = verdicts.filter(({ met }) => !met).length;
  const conclusion = `${verdicts.length - missed} requirements met, ${missed} missed, ${invalid.length} measurements invalid`;
  const report = [
    machine,
    '',
    ...results.map(({ text }) => text),
    ...lines,
    ...skipped,
    '',
    conclusion,
  ];
  console.log(report.join('\n'));
  if (options.json) {
    const measurements = results.flatMap((result) => result.measurements);
    const json = { machine, options, measurements, verdicts, skipped };
    await writeFile(options.json, `${JSON.stringify(json, null, 2)}\n`);
  }
  return missed === 0 && invalid.length === 0;
}

const options = readOptions(process.argv.slice(2));
if (!options) {
  console.log(help);
} else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  if (!(await run(options))) process.exitCode = 1;
}
