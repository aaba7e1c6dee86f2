/** Watches what reads the bodies of responses, so that their end is known. Browser-safe. */
import { type AnyFunction, type RunWindow, replace } from './run-window.ts';

type Ended = () => void;

export interface Bodies {
  /** Calls back when the body has been read to its end, was cancelled or has failed; perhaps more than once. */
  follow(response: Response, ended: Ended): void;
}

/** What reads a whole body at once. */
const whole = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const;

export function followBodies(window: RunWindow): Bodies {
  const responses = new WeakMap<Response, Ended>();
  /** Streams, readers and iterators that came of a followed response. */
  const followed = new WeakMap<object, Ended>();
  const inherit = (from: object, to: object): void => {
    const ended = followed.get(from);
    if (ended) followed.set(to, ended);
  };
  const endWith = (promise: Promise<unknown>, ended: Ended | undefined): void => {
    if (ended) promise.then(ended, ended);
  };

  for (const method of whole) {
    if (!(method in window.Response.prototype)) continue;
    replace(window.Response.prototype, method, {
      apply(original, response: Response, args) {
        const result = Reflect.apply(original, response, args) as Promise<unknown>;
        endWith(result, responses.get(response));
        return result;
      },
    });
  }
  const body = Object.getOwnPropertyDescriptor(window.Response.prototype, 'body');
  if (body?.get) {
    const get = new Proxy(body.get, {
      apply(original, response: Response, args) {
        const stream = Reflect.apply(original, response, args) as ReadableStream | null;
        const ended = responses.get(response);
        if (stream && ended) followed.set(stream, ended);
        return stream;
      },
    });
    Object.defineProperty(window.Response.prototype, 'body', { ...body, get });
  }

  const streams = window.ReadableStream.prototype;
  replace(streams, 'getReader', {
    apply(original, stream: ReadableStream, args) {
      const reader = Reflect.apply(original, stream, args) as object;
      inherit(stream, reader);
      return reader;
    },
  });
  replace(streams, 'pipeTo', {
    apply(original, stream: ReadableStream, args) {
      const result = Reflect.apply(original, stream, args) as Promise<void>;
      endWith(result, followed.get(stream));
      return result;
    },
  });
  const pipeTo = streams.pipeTo;
  replace(streams, 'pipeThrough', {
    apply(original, stream: ReadableStream, args: Parameters<ReadableStream['pipeThrough']>) {
      const [pair, options] = args;
      if (!followed.has(stream) || !pair) return Reflect.apply(original, stream, args);
      // What the standard says that pipeThrough does; the original keeps its end to itself.
      pipeTo.call(stream, pair.writable, options).catch(() => {});
      return pair.readable;
    },
  });

  // A stream, a reader of it, and an iterator over it each have a way to give it up.
  const cancel = {
    apply(original: AnyFunction, owner: object, args: unknown[]) {
      const result = Reflect.apply(original, owner, args);
      followed.get(owner)?.();
      return result;
    },
  };
  const read = {
    apply(original: AnyFunction, owner: object, args: unknown[]) {
      const result = Reflect.apply(original, owner, args) as Promise<{ done: boolean }>;
      const ended = followed.get(owner);
      // A read that is refused because its lock was given up is no end.
      if (ended)
        result.then(
          ({ done }) => done && ended(),
          (error) => isRelease(error) || ended(),
        );
      return result;
    },
  };
  for (const reader of [window.ReadableStreamDefaultReader, window.ReadableStreamBYOBReader]) {
    if (!reader) continue;
    replace(reader.prototype as ReadableStreamDefaultReader, 'cancel', cancel);
    replace(reader.prototype as ReadableStreamDefaultReader, 'read', read);
  }
  replace(streams, 'cancel', cancel);

  const asynchronous: typeof Symbol.asyncIterator = window.Symbol.asyncIterator;
  if (asynchronous in streams) {
    const iterate = {
      apply(original: AnyFunction, stream: object, args: unknown[]) {
        const iterator = Reflect.apply(original, stream, args) as object;
        inherit(stream, iterator);
        return iterator;
      },
    };
    const iterator = Object.getPrototypeOf(
      new window.ReadableStream()[asynchronous](),
    ) as AsyncIterator<unknown> & { return(): Promise<unknown> };
    replace(iterator, 'next', read);
    replace(iterator, 'return', cancel);
    replace(streams as unknown as Record<PropertyKey, () => unknown>, asynchronous, iterate);
    replace(streams, 'values', iterate);
  }

  return { follow: (response, ended) => void responses.set(response, ended) };
}

/** What a pending `read` is refused with by `releaseLock`, unlike by a connection that broke. */
function isRelease(error: unknown): boolean {
  // Not `instanceof`: it is an Error of another window.
  const message = typeof error === 'object' && error !== null && 'message' in error;
  return message && /releas/i.test(String(error.message));
}
