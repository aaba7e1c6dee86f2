import type { StarlightPageProps } from '@astrojs/starlight/props';
import { byPart, type Lesson } from './lessons.ts';

/** The lessons as Starlight wants them: it derives the previous and the next page from their order. */
export function sidebarOf(lessons: Lesson[]): NonNullable<StarlightPageProps['sidebar']> {
  return [
    { label: 'All lessons', link: '/lessons/' },
    ...byPart(lessons).map(({ part, lessons: ofPart }) => ({
      label: part,
      items: ofPart.map(({ entry, href, number }) => ({
        label: entry.data.title,
        link: href,
        attrs: { 'data-number': number },
      })),
    })),
  ];
}
