/** The dialogue that asks for a file's name. Browser-safe. */

interface Question {
  heading: string;
  /** Words of the button that accepts it. */
  action: string;
  /** What stands in the field at first. */
  name: string;
  problemWith(name: string): string | undefined;
}

/** Resolves to undefined when the reader leaves it. */
export function askForName({
  heading,
  action,
  name,
  problemWith,
}: Question): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const dialog = document.createElement('dialog');
  dialog.className = 'share-dialog not-content';
  dialog.setAttribute('aria-labelledby', 'file-name-title');
  // Nothing of the reader's is in it but the name, which is set as a value below.
  dialog.innerHTML = `<form novalidate>
    <h2 id="file-name-title"></h2>
    <label for="file-name">Name, such as view.ts</label>
    <div class="share-row">
      <input id="file-name" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="file-name-problem">
      <button class="share-copy"></button>
    </div>
    <p class="share-status" id="file-name-problem" role="alert"></p>
    <button type="button">Cancel</button>
  </form>`;
  const form = dialog.querySelector('form');
  const field = dialog.querySelector('input');
  const problem = dialog.querySelector('p');
  const [accept, cancel] = dialog.querySelectorAll('button');
  const title = dialog.querySelector('h2');
  if (!form || !field || !problem || !accept || !cancel || !title) throw new Error('Not whole.');
  title.textContent = heading;
  accept.textContent = action;
  field.value = name;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = field.value.trim();
    problem.textContent = problemWith(chosen) ?? '';
    field.ariaInvalid = String(problem.textContent !== '');
    if (problem.textContent !== '') return;
    resolve(chosen);
    dialog.close();
  });
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(undefined);
  });
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  // Without the end that says its kind.
  field.setSelectionRange(0, name.lastIndexOf('.') < 0 ? name.length : name.lastIndexOf('.'));
  return promise;
}
