/** What there is to say of each experiment before it runs. Runs when the site is built. */
import type { Claim, ClaimValue } from './claim.ts';
import { type ExperimentName, experimentNames } from './experiment-names.ts';
import type { Experiment } from './laboratory/experiment.ts';

const modules = import.meta.glob<Experiment>('./experiments/*.ts', {
  import: 'default',
  eager: true,
});

export function experimentOf(name: ExperimentName): Experiment {
  const experiment = modules[`./experiments/${name}.ts`];
  if (experiment) return experiment;
  throw new Error(
    `There is no experiment "${name}". Write src/claims/experiments/${name}.ts, or use one of ${experimentNames.join(', ')}.`,
  );
}

/** The values that are set beside an experiment's readings: those of the claims that name it, by the measures' names. */
export function valuesBeside(
  name: ExperimentName,
  claims: readonly Claim[],
): ReadonlyMap<string, ClaimValue> {
  const values = claims
    .filter(({ experiment }) => experiment === name)
    .flatMap((claim) => claim.values);
  return new Map(values.toReversed().map((value) => [value.name, value]));
}
