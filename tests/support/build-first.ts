import { build } from '../check.ts';

/** Playwright's global setup: the browser sees what was built, so what has changed is built first. */
export default async function buildFirst(): Promise<void> {
  const { passed, report } = await build();
  if (!passed) throw new Error(`The site and the runner cannot be built.\n${report}`);
}
