/** Gives the object a getter of its own, which is told what that of its class says. */
export function ownGetter(object: object, name: string, of: (native: unknown) => unknown): void {
  const native = findGetter(object, name);
  Object.defineProperty(object, name, {
    configurable: true,
    get: () => of(native?.call(object)),
  });
}

function findGetter(object: object, name: string): (() => unknown) | undefined {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name);
    if (descriptor !== undefined) return descriptor.get;
  }
  return undefined;
}
