/** Links and forms of a run: what stays in its page works, what would lead to another page is refused. Browser-safe. */
import { type RunWindow, replace } from './run-window.ts';

const formRefusal =
  'The form was not sent: the preview has no page to go to. Listen to "submit", call preventDefault, and use fetch.';

export function keepInPlace(window: RunWindow, say: (message: string) => void): void {
  // On the window, so that code that handles the event itself comes first.
  window.addEventListener('click', (event) => {
    if (event.defaultPrevented) return;
    const link = event.composedPath().find(isLink);
    const href = link?.getAttribute('href');
    if (!link || href === null || href === undefined) return;
    if (link.hasAttribute('download') || /^(blob|data|javascript):/i.test(href)) return;
    event.preventDefault();
    // Against the base, even a fragment would lead to another page.
    if (href.startsWith('#')) {
      window.document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
    } else {
      say(`The link to ${href} was not followed: the preview has no page to go to.`);
    }
  });

  // The security policy refuses forms too, but browsers do not always tell of it.
  window.addEventListener('submit', (event) => {
    const { submitter, target, defaultPrevented } = event;
    const method = submitter?.getAttribute('formmethod') ?? (target as HTMLFormElement).method;
    if (defaultPrevented || method === 'dialog') return;
    event.preventDefault();
    say(formRefusal);
  });
  replace(window.HTMLFormElement.prototype, 'submit', {
    apply(original, form: HTMLFormElement, args: []) {
      if (form.method === 'dialog') Reflect.apply(original, form, args);
      else say(formRefusal);
    },
  });
}

function isLink(target: EventTarget): target is HTMLAnchorElement | HTMLAreaElement {
  const { localName } = target as Element;
  return localName === 'a' || localName === 'area';
}
