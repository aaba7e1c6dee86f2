/** The tool `faults`. Browser-safe. */
import { sayFaults } from '../../faults/fault-names.ts';
import type { Scene } from '../engine/scene.ts';
import type { FaultTools } from '../tools.ts';

export function faultTools({ laboratory, clock, waits }: Scene): FaultTools {
  const { control } = laboratory;
  return {
    get active() {
      return control.snapshot().active;
    },
    switchOn: async (fault) => {
      await clock.insist(() => control.switchOn(fault));
      return clock.mark();
    },
    allOff: async () => {
      await clock.insist(() => control.calm());
      await clock.mark();
    },
    over: async (fault, patience) => {
      await waits.wait({
        words: `the fault ${fault} to be over`,
        look: () => control.snapshot().active.every((one) => one.fault !== fault),
        seen: () => sayFaults(control.snapshot().active) || 'no fault',
        ...patience,
      });
    },
  };
}
