/**
 * Starlight fetches its search when the browser is idle, which a busy one is not: whoever opens it does not wait for
 * that, and can write as soon as it is there. Browser only.
 */
const late: IdleDeadline = { didTimeout: true, timeRemaining: () => 0 };
const waiting = new Set<IdleRequestCallback>();
let isWanted = false;

// Before Starlight asks, which it does when the document has been read. Safari has no idle callbacks.
const whenIdle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
if (whenIdle) {
  window.requestIdleCallback = (callback, options) => {
    const once: IdleRequestCallback = (deadline) => {
      if (waiting.delete(once)) callback(deadline);
    };
    waiting.add(once);
    if (isWanted) setTimeout(once, 0, late);
    return whenIdle.call(window, once, options);
  };
}

function fetchNow(): void {
  isWanted = true;
  for (const once of waiting) once(late);
}

function isForSearch(event: Event): boolean {
  if (event instanceof KeyboardEvent) return event.key === 'k' && (event.ctrlKey || event.metaKey);
  return event.target instanceof Element && event.target.closest('[data-open-modal]') !== null;
}

// Starlight keeps the click to itself.
for (const type of ['click', 'keydown']) {
  window.addEventListener(type, (event) => isForSearch(event) && fetchNow(), { capture: true });
}

const dialog = document.querySelector<HTMLDialogElement>('site-search dialog');
const observer = new MutationObserver(() => {
  const box = dialog?.querySelector('input');
  if (!box) return;
  observer.disconnect();
  // Starlight has looked for the box when the dialog opened, and not found it.
  if (dialog?.open) box.focus();
});
if (dialog) observer.observe(dialog, { childList: true, subtree: true });
