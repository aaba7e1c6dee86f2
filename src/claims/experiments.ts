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

/**
 * The values that are set beside an experiment's readings: those of the claims that name it, by the measures' names.
 * @throws when two claims have a value of the same name, of which only one could be shown
 */
export function valuesBeside(
  name: ExperimentName,
  claims: readonly Claim[],
): ReadonlyMap<string, ClaimValue> {
  const found = new Map<string, ClaimValue & { claim: string }>();
  for (const { slug, values } of claims.filter(({ experiment }) => experiment === name)) {
    for (const value of values) {
      const other = found.get(value.name)?.claim;
      if (other !== undefined) {
        throw new Error(
          `The claims "${other}" and "${slug}" both have a value "${value.name}" of the experiment "${name}", which would be two numbers for one measure: keep it in one of them.`,
        );
      }
      found.set(value.name, { ...value, claim: slug });
    }
  }
  return found;
}
