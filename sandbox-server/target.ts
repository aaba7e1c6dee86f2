/** What a request asks for: the decoded parts of its path, and its query. */
export interface Target {
  segments: readonly string[];
  query: URLSearchParams;
}

/** Reads a request target (RFC 9112 §3.2) in origin or absolute form; null when it cannot be decoded. */
export function readTarget(requestTarget: string): Target | null {
  const local = requestTarget.replace(/^https?:\/\/[^/?#]*/i, '');
  const [path = '', ...rest] = local.split('?');
  if (!path.startsWith('/')) return null;
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return { segments, query: new URLSearchParams(rest.join('?')) };
  } catch {
    return null;
  }
}
