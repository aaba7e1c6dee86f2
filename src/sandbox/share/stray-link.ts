/** What is said of a link with code that no sandbox of the page takes. Browser-safe. */
import { LinkProblem, openFragment } from './link.ts';

/** Stands above the page's own text. */
export async function showStrayLink(fragment: string): Promise<void> {
  const notice = document.createElement('div');
  notice.className = 'shared shared-stray not-content';
  notice.setAttribute('role', 'alert');
  notice.append(...(await contentsFor(fragment)));
  document.querySelector('main')?.prepend(notice);
  notice.scrollIntoView({ block: 'nearest' });
}

async function contentsFor(fragment: string): Promise<Node[]> {
  try {
    const { files } = await openFragment(fragment);
    const count = Object.keys(files).length;
    const go = document.createElement('a');
    go.href = `/playground/yours/${fragment}`;
    go.textContent = 'Open it in the playground';
    const choices = document.createElement('p');
    choices.className = 'shared-choices';
    choices.append(go);
    return [
      paragraph('This link brings code for a sandbox that is not on this page.', 'shared-title'),
      paragraph(
        `It has ${count === 1 ? 'one file' : `${count} files`}. The lesson may have changed since it was shared; the playground opens it all the same, and runs it only when you press Run.`,
      ),
      choices,
    ];
  } catch (problem) {
    if (!(problem instanceof LinkProblem)) throw problem;
    return [paragraph(problem.message, 'shared-title'), paragraph(problem.help)];
  }
}

function paragraph(text: string, className = ''): HTMLParagraphElement {
  const created = document.createElement('p');
  created.className = className;
  created.textContent = text;
  return created;
}
