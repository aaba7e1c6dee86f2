/** Which lessons rest on which claims. Runs when the site is built. */
import { readFileSync } from 'node:fs';
import type { Lesson } from '../layouts/lessons.ts';
import { claimsCitedIn, describeTypedNumbers, typedNumbers } from './citations.ts';
import type { Claim } from './claim.ts';

/**
 * The lessons that cite each claim, by its slug.
 * @throws when the prose of a lesson types a number that a claim has measured, naming the lines
 */
export function lessonsByClaim(
  lessons: readonly Lesson[],
  claims: readonly Claim[],
): ReadonlyMap<string, Lesson[]> {
  const uses = new Map<string, Lesson[]>();
  const problems: string[] = [];
  for (const lesson of lessons) {
    const file = lesson.entry.filePath ?? '';
    const mdx = readFileSync(file, 'utf8');
    for (const slug of claimsCitedIn(mdx)) uses.set(slug, [...(uses.get(slug) ?? []), lesson]);
    const typed = typedNumbers(mdx, claims);
    if (typed.length > 0) problems.push(describeTypedNumbers(file, typed));
  }
  if (problems.length > 0) throw new Error(`\n${problems.join('\n')}`);
  return uses;
}
