import { type CollectionEntry, getCollection } from 'astro:content';
import { type Part, parts } from './parts.ts';

export interface Lesson {
  entry: CollectionEntry<'lessons'>;
  /** Its place in the curriculum, from its folder's name. */
  number: number;
  /** Path of its page on the site, with the closing slash. */
  href: string;
}

export interface PartWithLessons {
  part: Part;
  /** Its place in the curriculum, counted from 1; parts without lessons keep theirs. */
  number: number;
  lessons: Lesson[];
}

function numberOf(entry: CollectionEntry<'lessons'>): number {
  return Number(/(\d+)-[^/]+\/index\.mdx$/.exec(entry.filePath ?? '')?.[1]);
}

/** The lessons that exist, in the order of their folders' numbers; drafts only while developing. */
export async function getLessons(): Promise<Lesson[]> {
  const entries = await getCollection('lessons', ({ data }) => import.meta.env.DEV || !data.draft);
  return entries
    .map((entry) => ({ entry, number: numberOf(entry), href: `/lessons/${entry.id}/` }))
    .sort((one, other) => one.number - other.number);
}

/** The parts that have lessons, in reading order. */
export function byPart(lessons: Lesson[]): PartWithLessons[] {
  return parts
    .map((part, index) => ({
      part,
      number: index + 1,
      lessons: lessons.filter((lesson) => lesson.entry.data.part === part),
    }))
    .filter(({ lessons }) => lessons.length > 0);
}
