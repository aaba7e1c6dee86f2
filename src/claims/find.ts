/** Looks claims and their values up for components, with messages for a lesson's author. */
import type { Claim, ClaimValue } from './claim.ts';

/** @throws when there is no such claim, naming what comes near. */
export function findClaim(claims: readonly Claim[], slug: string): Claim {
  const found = claims.find((claim) => claim.slug === slug);
  if (found) return found;
  const near = nearest(
    slug,
    claims.map((claim) => claim.slug),
  );
  throw new Error(
    `There is no claim "${slug}". ${near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : ''}Claims are files: write content/claims/${slug}.yaml, or correct the name.`,
  );
}

/** @throws when the claim has no such value, naming those that it has. */
export function findValue({ slug, values }: Claim, name: string): ClaimValue {
  const found = values.find((value) => value.name === name);
  if (found) return found;
  const names = values.map((value) => value.name).join(', ');
  throw new Error(
    `The claim "${slug}" has no value "${name}". ${names === '' ? 'It has none' : `It has ${names}`}: add it to content/claims/${slug}.yaml, or correct the name.`,
  );
}

/** The names that share a word with the one that was asked for, at most three, those that share most first. */
function nearest(slug: string, slugs: readonly string[]): string[] {
  const words = new Set(slug.split('-').filter((word) => word.length > 2));
  return slugs
    .map((name) => ({ name, shared: name.split('-').filter((word) => words.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared)
    .slice(0, 3)
    .map(({ name }) => name);
}
