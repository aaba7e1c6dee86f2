/** What can be told of a link before its code is unpacked. Small: it is on every page with a sandbox. Browser-safe. */

/** The version of the format that is described in `link.ts`. */
export const version = 1;

const pattern = /^#code=(\d{1,6})\.([a-z0-9/-]{1,100})\.(.+)$/;

export interface Fragment {
  version: number;
  /** Key of the sandbox that the code was shared from. */
  key: string;
  code: string;
}

/** Whether the address brings code; it may be damaged. */
export function bringsCode(fragment: string): boolean {
  return fragment.startsWith('#code=');
}

/** Undefined when it is not a link with code, or is damaged beyond telling. */
export function readFragment(fragment: string): Fragment | undefined {
  const [, number, key, code] = pattern.exec(fragment) ?? [];
  return number && key && code ? { version: Number(number), key, code } : undefined;
}

export function keyOfFragment(fragment: string): string | undefined {
  return readFragment(fragment)?.key;
}
