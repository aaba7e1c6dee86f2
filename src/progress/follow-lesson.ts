// Browser only: keeps where the reader is in a lesson, whether its end was reached, and what was passed.

import type { Place } from './progress.ts';
import { keepProgress } from './stored-progress.ts';

/** The part of the window's height above which a heading counts as read. */
const readingLine = 0.4;

const lesson = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
const now = () => new Date().toISOString();

/** Keys of the page's sandboxes that have checks. */
function exercisesOf(page: Document): string[] {
  return [...page.querySelectorAll<HTMLElement>('duplex-sandbox[data-checked]')].map(
    (sandbox) => sandbox.dataset['checked'] ?? '',
  );
}

function placeOf(page: Document): Place | undefined {
  const line = innerHeight * readingLine;
  const passed = [...page.querySelectorAll('main :is(h2, h3)[id]')].filter(
    (heading) => heading.getBoundingClientRect().top < line,
  );
  const last = passed.at(-1);
  return last ? { id: last.id, title: last.textContent.trim() } : undefined;
}

keepProgress({ type: 'visited', lesson, time: now(), exercises: exercisesOf(document) });

let kept: string | undefined;
const keepPlace = (): void => {
  const place = placeOf(document);
  if (place?.id === kept) return;
  kept = place?.id;
  keepProgress({ type: 'moved', lesson, time: now(), place });
};
// Not every browser says when scrolling ends; all say when the page is left.
document.addEventListener('scrollend', keepPlace);
document.addEventListener('visibilitychange', keepPlace);

addEventListener('duplex:exercise-passed', (event) => {
  const { key } = (event as CustomEvent<{ key: string }>).detail;
  keepProgress({ type: 'passed', lesson, time: now(), exercise: key });
});

const end = document.querySelector('main .recap');
if (end) {
  const unread = new AbortController();
  const keepRead = (): void => {
    keepProgress({ type: 'read', lesson, time: now() });
    observer.disconnect();
    unread.abort();
  };
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) keepRead();
  });
  observer.observe(end);
  // Who goes on at once has left before an observer is told.
  const look = (): void => {
    const { top, bottom } = end.getBoundingClientRect();
    if (top < innerHeight && bottom > 0) keepRead();
  };
  document.addEventListener('scrollend', look, { signal: unread.signal });
}
