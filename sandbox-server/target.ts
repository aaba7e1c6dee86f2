import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** What a request asks for: the decoded parts of its path, and its query. */
export interface Target {
  segments: readonly string[];
  query: URLSearchParams;
}

/** A request target without the origin of its absolute form, which proxies are asked with (RFC 9112 §3.2.2). */
export function originForm(requestTarget: string): string {
  const local = requestTarget.replace(/^https?:\/\/[^/?#]*/i, '');
  return local === requestTarget || local.startsWith('/') ? local : `/${local}`;
}

/** Reads a request target (RFC 9112 §3.2) in origin or absolute form; null when it cannot be decoded. */
export function readTarget(requestTarget: string): Target | null {
  const [path = '', ...rest] = originForm(requestTarget).split('?');
  if (!path.startsWith('/')) return null;
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return { segments, query: new URLSearchParams(rest.join('?')) };
  } catch {
    return null;
  }
}

/** Throws a `Refusal` that names the right methods for any other. */
export function allowMethods(request: IncomingMessage, methods: readonly string[]): void {
  if (methods.includes(request.method ?? '')) return;
  const list = methods.join(', ');
  throw new Refusal('method-not-allowed', `Only ${list} works here.`, `Use ${list}.`, {
    allow: list,
  });
}
