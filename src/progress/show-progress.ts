// Browser only: marks links to lessons, and leads back to where the reader was.

import { type LessonProgress, latestOf, sayExercises, standingOf } from './progress.ts';
import { onProgress, readProgress } from './stored-progress.ts';

const words = { started: 'Started', read: 'Read', done: 'Done' } as const;

/** Fills `[data-standing-of]` elements and `<duplex-resume>`, now and whenever another tab changes something. */
function show(): void {
  const progress = readProgress();
  for (const element of document.querySelectorAll<HTMLElement>('[data-standing-of]')) {
    const known = progress.get(element.dataset['standingOf'] ?? '');
    element.dataset['standing'] = known ? standingOf(known) : 'none';
    element.textContent = known ? say(known, element.hasAttribute('data-brief')) : '';
  }
  const latest = latestOf(progress);
  if (!latest) return;
  for (const element of document.querySelectorAll<HTMLElement>('duplex-resume')) {
    resume(element, ...latest);
  }
}

function say(known: LessonProgress, brief: boolean): string {
  const standing = words[standingOf(known)];
  const exercises = sayExercises(known);
  return brief || !exercises ? standing : `${standing}, ${exercises}`;
}

function resume(element: HTMLElement, lesson: string, { place }: LessonProgress): void {
  const titles = JSON.parse(element.dataset['titles'] ?? '{}') as Record<string, string>;
  const title = Object.hasOwn(titles, lesson) ? titles[lesson] : undefined;
  const link = element.querySelector('a');
  if (!title || !link) return;
  link.href = `/lessons/${lesson}/${place ? `#${place.id}` : ''}`;
  link.textContent = element.dataset['say'] ?? 'Continue where you were';
  const where = element.querySelector('[data-where]');
  if (where) where.textContent = place ? `${title}: ${place.title}` : title;
}

show();
onProgress(show);
