/** Relative addresses of WebSockets. Browser-safe. */
import { type RunWindow, replace } from './run-window.ts';

/**
 * Resolves them against the document's base URL, as the standard has it (WebSockets §3.1). Firefox 153 takes the
 * document's own address instead; Chromium before 125, Firefox before 124 and Safari before 17.3 take no relative address
 * at all (MDN's compatibility data, `url_parameter_http_https_relative`).
 */
export function resolveWebSocketAddresses(window: RunWindow): void {
  replace(window, 'WebSocket', {
    construct(original, args, newTarget) {
      const [address, ...rest] = args;
      const resolved = webSocketAddress(address, window.document.baseURI);
      return Reflect.construct(original, args.length > 0 ? [resolved, ...rest] : [], newTarget);
    },
  });
}

/** The address to connect to; what cannot be one is left to the browser, which says so. */
export function webSocketAddress(address: unknown, base: string): unknown {
  if (typeof address !== 'string' || !URL.canParse(address, base)) return address;
  const url = new URL(address, base);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  return url.href;
}
