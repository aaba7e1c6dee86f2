type Callback = () => void;

/** What `write` and `end` of a stream were given, in any of the ways that Node allows, as bytes of our own. */
export function bytesIn([chunk, encoding]: readonly unknown[]): Buffer | undefined {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : undefined;
}

export function callbackIn(args: readonly unknown[]): Callback | undefined {
  return args.find((argument) => typeof argument === 'function') as Callback | undefined;
}

/** The same, called when the caller has returned, as a stream does: who writes is not ready for it before. */
export function laterCallbackIn(args: readonly unknown[]): Callback | undefined {
  const callback = callbackIn(args);
  return callback && (() => process.nextTick(callback));
}
