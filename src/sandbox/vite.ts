/** What the workbench needs of Vite; `astro.config.mjs` uses it. */
import type { Plugin } from 'vite';

/**
 * Sandpack's client brings all media types there are (27 KB compressed), for a service worker that we never start.
 * It gets an empty list.
 */
const noMediaTypes = '\0duplex:no-media-types';

export function sandbox(): Plugin {
  return {
    name: 'duplex-sandbox',
    config: () => ({
      // Sandpack reads it when it is loaded, and browsers have no `process`.
      define: { 'process.env.SANDPACK_CLIENT_VERSION': '"2"' },
      // Found only when the first sandbox comes into view, they would make the development server reload the page.
      optimizeDeps: {
        include: [
          '@codemirror/language',
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
    resolveId: (source, importer) =>
      source === 'mime-db' && importer?.includes('sandpack-client') ? noMediaTypes : undefined,
    load: (id) => (id === noMediaTypes ? 'export default {};' : undefined),
  };
}
