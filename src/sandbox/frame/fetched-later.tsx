/** Parts of the workbench whose code is fetched when there is time for it, or at the latest when they are shown. Browser-safe. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const loads: (() => Promise<unknown>)[] = [];
/** What lets those that could not be fetched be fetched once more. */
const renewals = new Set<() => void>();

/** A component for `LazyPanel`, which tells the reader when its code does not come, and lets them try again. */
export function fetchedLater<Props extends object>(load: Load<Props>): ComponentType<Props> {
  let Part: ComponentType<Props> | LazyExoticComponent<ComponentType<Props>> | undefined;
  let fetchedAhead: ComponentType<Props> | undefined;
  loads.push(async () => {
    fetchedAhead = (await load()).default;
  });
  const fetchNow: Load<Props> = () =>
    load().catch((error: unknown) => {
      // React keeps a rejection for as long as it has the component.
      renewals.add(() => {
        Part = undefined;
      });
      throw error;
    });
  return (props) => {
    Part ??= fetchedAhead ?? lazy(fetchNow);
    return <Part {...props} />;
  };
}

/** When they are rendered next, those that could not be fetched are fetched again. */
export function renewFailed(): void {
  for (const renew of renewals) renew();
  renewals.clear();
}

/**
 * Fetches all of them when the page has nothing else to do: they may be wanted when no server is there to ask.
 * @param others What else to fetch then.
 */
export function fetchAhead(others: readonly (() => Promise<unknown>)[]): void {
  const fetch = (): void => {
    // What fails is fetched again when it is shown.
    for (const load of [...loads, ...others]) load().catch(() => {});
  };
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(fetch);
  else setTimeout(fetch);
}
