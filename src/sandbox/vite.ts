/** What the workbench needs of Vite; `astro.config.mjs` uses it. */
import type { Plugin } from 'vite';

/**
 * Parts of Sandpack's client that are never used here, and what stands in for each. Sandpack itself stays as it is.
 * All media types there are (27 KB compressed) serve its service worker; the two other clients run Node.js and static
 * pages by way of the vendor's hosts.
 */
const leftOut: readonly { source: RegExp; replacement: string }[] = [
  { source: /^mime-db$/, replacement: 'export default {};' },
  { source: /^\.\/clients\/node\//, replacement: 'export const SandpackNode = undefined;' },
  { source: /^\.\/index-[0-9a-f]+\.mjs$/, replacement: 'export const SandpackStatic = undefined;' },
];

const prefix = '\0duplex:left-out:';

export function sandbox(): Plugin {
  return {
    name: 'duplex-sandbox',
    enforce: 'pre',
    config: () => ({
      // Sandpack reads it when it is loaded, and browsers have no `process`.
      define: { 'process.env.SANDPACK_CLIENT_VERSION': '"2"' },
      // Found only when the first sandbox comes into view, they would make the development server reload the page.
      optimizeDeps: {
        include: [
          '@codemirror/lang-css',
          '@codemirror/lang-html',
          '@codemirror/lang-javascript',
          '@codemirror/language',
          '@codemirror/merge',
          '@codemirror/state',
          '@codemirror/view',
          '@codesandbox/sandpack-client/clients/runtime',
          '@codesandbox/sandpack-react/unstyled',
          '@lezer/highlight',
          'react',
          'react-dom',
          'react-dom/client',
          'react/jsx-runtime',
          'react/jsx-dev-runtime',
        ],
      },
    }),
    resolveId: (source, importer) => {
      if (!importer?.includes('@codesandbox/sandpack-client')) return undefined;
      const index = leftOut.findIndex((part) => part.source.test(source));
      return index < 0 ? undefined : `${prefix}${index}`;
    },
    load: (id) =>
      id.startsWith(prefix) ? leftOut[Number(id.slice(prefix.length))]?.replacement : undefined,
  };
}
