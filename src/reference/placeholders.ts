/** What stands in examples until the reader's space is known. Browser-safe. */
import { placeholder } from '../live/placeholder.ts';

/** What examples need of a server. */
export interface Addresses {
  /** Of the space on the live origin, ending in a slash. */
  base: string;
  /** The site's origin, without a slash at the end. */
  site: string;
  /** The space's id. */
  space: string;
}

const unknown: Addresses = {
  base: placeholder,
  site: 'http://localhost:4321',
  space: 'id-of-your-space-here-',
};

/** The program for one server and space. */
export function fillIn(program: string, { base, site, space }: Addresses): string {
  return program
    .replaceAll('SOCKET', base.replace(/^http/, 'ws'))
    .replaceAll('BASE', base)
    .replaceAll('SITE', site)
    .replaceAll('SPACE', space);
}

export function withPlaceholders(program: string): string {
  return fillIn(program, unknown);
}

/** Text made by `withPlaceholders` for a server and space that are known now. */
export function replacePlaceholders(text: string, { base, site, space }: Addresses): string {
  return text
    .replaceAll(unknown.base.replace(/^http/, 'ws'), base.replace(/^http/, 'ws'))
    .replaceAll(unknown.base, base)
    .replaceAll(unknown.site, site)
    .replaceAll(unknown.space, space);
}
