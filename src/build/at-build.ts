/** Modules named `*.at-build.ts` run when the site is built: the browser gets what they export, and none of what they import. */
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

export function atBuild(): Plugin {
  return {
    name: 'duplex-at-build',
    enforce: 'pre',
    load: async (id) => {
      const [file = ''] = id.split('?');
      if (!file.endsWith('.at-build.ts')) return undefined;
      const exported = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as object;
      return Object.entries(exported)
        .map(([name, value]) => `export const ${name} = ${asJson(file, name, value)};`)
        .join('\n');
    },
  };
}

/** @throws when there is something in it that JSON does not have, which would be lost without a word */
function asJson(file: string, name: string, value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    const isPlain =
      part === null ||
      Array.isArray(part) ||
      typeof part !== 'object' ||
      Object.getPrototypeOf(part) === Object.prototype;
    if (isPlain && typeof part !== 'function') return part;
    throw new Error(
      `${file} exports "${name}" with something at "${key}" that is not JSON. Export plain objects, lists, texts and numbers.`,
    );
  });
}
