/** The window that a run's code has for itself. Browser-safe. */

export type RunWindow = Window & typeof globalThis;

/** Any function, for handlers that only pass its arguments on. */
export type AnyFunction = (...args: never[]) => unknown;

/**
 * Puts something in the place of a function of the window, so that code cannot tell: name, length, prototype, static
 * members and `instanceof` stay those of the function.
 */
export function replace<Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  key: Key,
  handler: ProxyHandler<Extract<Owner[Key], object>>,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key);
  const original = descriptor?.value as Extract<Owner[Key], object> | undefined;
  if (!descriptor || typeof original !== 'function') return;
  const replaced = new Proxy(original, handler);
  Object.defineProperty(owner, key, { ...descriptor, value: replaced });
  const prototype = (original as { prototype?: object }).prototype;
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor');
  if (prototype && maker) {
    Object.defineProperty(prototype, 'constructor', { ...maker, value: replaced });
  }
}
