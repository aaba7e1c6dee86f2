/** The claims of `content/claims/`, for components and pages. Runs when the site is built. */
import { getCollection } from 'astro:content';
import type { Claim } from './claim.ts';

/** All of them, by slug. */
export async function getClaims(): Promise<Claim[]> {
  const entries = await getCollection('claims');
  return entries
    .map(({ id, data }) => ({ ...data, slug: id }))
    .sort((one, other) => one.slug.localeCompare(other.slug, 'en'));
}

/** Path of a claim on the page of claims. */
export function hrefOf({ slug }: { slug: string }): string {
  return `/claims/#${slug}`;
}
