/** The sandboxes that a reader has made: brought from a lesson, or kept from a link. Browser-safe. */
import type { Files } from '../sandbox/description.ts';
import { storageKeyOf } from '../sandbox/saved-edits.ts';

export interface OwnSandbox {
  id: string;
  title: string;
  /** As it was brought; what the reader does with it is kept like the edits of any sandbox. */
  files: Files;
  /** When it was brought, in ISO 8601. */
  since: string;
}

/** Event on the window: a sandbox was added, opened or deleted in this tab. */
export const ownChanged = 'duplex:own-sandboxes';

/** When the page's address is right, too. */
export function announceOwn(): void {
  window.dispatchEvent(new Event(ownChanged));
}

const prefix = 'duplex:playground:';

export function addressOf(id: string): string {
  return `/playground/yours/?id=${id}`;
}

/** The key of its sandbox. */
export function keyOfOwn(id: string): string {
  return `playground/own-${id}`;
}

/** The latest first. What cannot be read is left out, and left alone. */
export function ownSandboxes(storage: Storage): OwnSandbox[] {
  return Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => read(storage, key.slice(prefix.length)))
    .filter((found) => found !== undefined)
    .sort((one, other) => other.since.localeCompare(one.since));
}

export function findOwn(storage: Storage, id: string): OwnSandbox | undefined {
  return read(storage, id);
}

/** @returns Undefined when the browser has no room for it. */
export function addOwn(
  storage: Storage,
  { title, files }: { title: string; files: Files },
): OwnSandbox | undefined {
  const number = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const since = new Date().toISOString();
  const own = { id: number.toString(36), title: title || 'Shared code', files, since };
  try {
    storage.setItem(prefix + own.id, JSON.stringify(own));
  } catch {
    return undefined;
  }
  return own;
}

/** With the reader's edits of it. */
export function deleteOwn(storage: Storage, id: string): void {
  storage.removeItem(prefix + id);
  storage.removeItem(storageKeyOf(keyOfOwn(id)));
}

function read(storage: Storage, id: string): OwnSandbox | undefined {
  try {
    const own = JSON.parse(storage.getItem(prefix + id) ?? 'null') as Partial<OwnSandbox> | null;
    if (!own || typeof own.files !== 'object' || own.files === null) return undefined;
    if (!Object.values(own.files).every((code) => typeof code === 'string')) return undefined;
    return { id, title: String(own.title), files: own.files, since: String(own.since) };
  } catch {
    return undefined;
  }
}
