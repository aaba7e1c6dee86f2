/** Where the runner's page is. Runs when the site is built. */

const manifests = import.meta.glob<{ page: string }>('../../dist/runner/manifest.json', {
  import: 'default',
  eager: true,
});

/** @throws when the runner was not built. */
export function runnerPage(): string {
  const [runner] = Object.values(manifests);
  if (runner) return runner.page;
  throw new Error(
    'dist/runner/manifest.json is missing: a sandbox runs its code in the runner, which is built before the site. Run: node src/build/runner.ts',
  );
}
