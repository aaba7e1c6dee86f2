/** The tool `run`. Browser-safe. */
import type { Connection } from '../../../runner/protocol.ts';
import type { RunDriver } from '../engine/run-driver.ts';
import type { Scene } from '../engine/scene.ts';
import { nameOfConnection } from '../model/words.ts';
import type { RunTools } from '../tools.ts';

export function runTools(scene: Scene, driver: RunDriver): RunTools {
  const { laboratory, clock } = scene;
  return {
    ...connectionTools(scene),
    get connections() {
      return laboratory.run.state().connections;
    },
    start: async (settings) => {
      await driver.stop();
      await clock.insist(() => laboratory.control.calm());
      for (const fault of settings?.faults ?? []) {
        await clock.insist(() => laboratory.control.switchOn(fault));
      }
      // What the run before has still sent is on record now.
      await clock.mark();
      scene.begin();
      await driver.start(settings?.random);
    },
    stop: async () => {
      await driver.stop();
      await clock.mark();
    },
  };
}

export function connectionTools({
  laboratory,
  waits,
}: Scene): Pick<RunTools, 'connections' | 'until'> {
  const connections = (): readonly Connection[] => laboratory.run.state().connections;
  return {
    get connections() {
      return connections();
    },
    until: async (words, fits, patience) => {
      await waits.wait({
        words,
        look: () => fits(connections()),
        seen: () => connections().map(nameOfConnection).join(', ') || 'no connection',
        ...patience,
      });
    },
  };
}
