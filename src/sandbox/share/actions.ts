/** What the items of the menu More do. Fetched when one is first chosen. Browser-safe. */
import { offerToPlayground } from './handoff.ts';
import { fragmentOf, LinkProblem } from './link.ts';
import { showLink, showProblem } from './link-dialog.ts';
import type { Shareable } from './shareable.ts';

/** @throws when something could not be fetched, like the others. */
export async function shareLink(code: Shareable): Promise<void> {
  try {
    const { origin, pathname } = window.location;
    showLink(`${origin}${pathname}${await fragmentOf(code)}`);
  } catch (problem) {
    if (!(problem instanceof LinkProblem)) throw problem;
    showProblem(problem.message, problem.help);
  }
}

export async function downloadFolder({ title, files }: Shareable): Promise<void> {
  const { download } = await import('./download.ts');
  await download(title, files);
}

export async function openInPlayground(code: Shareable): Promise<void> {
  if (offerToPlayground(code)) {
    window.location.assign('/playground/yours/');
    return;
  }
  // A browser that keeps nothing takes it along in the address.
  try {
    window.location.assign(`/playground/yours/${await fragmentOf(code)}`);
  } catch (problem) {
    if (!(problem instanceof LinkProblem)) throw problem;
    showProblem(problem.message, problem.help);
  }
}
