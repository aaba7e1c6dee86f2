/** Shows the claims of one verdict alone, on the page of claims. Browser only. */

const entries = [...document.querySelectorAll<HTMLElement>('.claim[data-verdict]')];
const choices = [...document.querySelectorAll<HTMLInputElement>('input[name="verdict"]')];
const status = document.querySelector('[data-part="shown"]');

function show(verdict: string): void {
  let shown = 0;
  for (const entry of entries) {
    entry.hidden = verdict !== 'all' && entry.dataset['verdict'] !== verdict;
    if (!entry.hidden) shown += 1;
  }
  for (const section of document.querySelectorAll<HTMLElement>('[data-part="claims"]')) {
    section.hidden = section.querySelector('.claim:not([hidden])') === null;
  }
  if (status) status.textContent = `${shown} of ${entries.length} claims are shown.`;
}

/** A link that leads to a claim which is not shown shows all. */
function reveal(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const entry = target?.closest<HTMLElement>('.claim');
  if (!target || !entry?.hidden) return;
  const all = choices.find(({ value }) => value === 'all');
  if (all) all.checked = true;
  show('all');
  target.scrollIntoView();
}

for (const choice of choices) {
  choice.addEventListener('change', () => show(choice.value));
  // A browser that goes back remembers the choice.
  if (choice.checked && choice.value !== 'all') show(choice.value);
}
addEventListener('hashchange', reveal);
reveal();
