/** Where a reader goes on who has solved an exercise. Browser-safe. */

export interface WayOn {
  /** Such as `Next lesson: Reconnection`. */
  words: string;
  address: string;
}

/** @param place An element of the exercise's sandbox. @returns the next sandbox of its page, else the next lesson, if there is one */
export function wayOnFrom(place: Element): WayOn | undefined {
  const page = place.ownerDocument;
  const behind = [...page.querySelectorAll('duplex-sandbox[id]')].find(
    (sandbox) => place.compareDocumentPosition(sandbox) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const title = behind?.querySelector('.sandbox-title')?.textContent;
  if (behind && title) return { words: `Next on this page: ${title}`, address: `#${behind.id}` };

  const lesson = page.querySelector<HTMLAnchorElement>('a[rel="next"]');
  const name = lesson?.querySelector('.link-title')?.textContent;
  return lesson && name ? { words: `Next lesson: ${name}`, address: lesson.href } : undefined;
}
