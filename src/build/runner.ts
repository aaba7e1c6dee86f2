/** Builds the runner: its page, the packages that it offers, and a manifest that says where they are. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** What a sandbox may import besides its own files. */
const offered = ['eventsource-parser', '@msgpack/msgpack'];

/**
 * What a run may do, for the header of the runner's page, which the run's document inherits. `{live}` and `{live-ws}` stand
 * for the live origin as this client reaches it. Scripts of the reader's are what the page is for, so they are not restricted.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'worker-src blob:',
  'connect-src {live} {live-ws}',
  'base-uri {live}',
  "form-action 'none'",
].join('; ');

/** Sucrase carries transforms that are never asked for here. */
const unusedTransforms =
  /sucrase\/dist\/esm\/(CJSImportProcessor|computeSourceMap|util\/formatTokens|transformers\/(CJSImport|Flow|JestHoist|JSX|NumericSeparator|OptionalCatchBinding|OptionalChainingNullish|ReactDisplayName|ReactHotLoader)(Transformer)?)(\.js)?$/;

const leaveOutUnused: Plugin = {
  name: 'leave-out-unused-transforms',
  enforce: 'pre',
  load(id) {
    if (unusedTransforms.test(id))
      return 'export default class {}; export const startsWithLowerCase = () => false;';
    return undefined;
  },
  async resolveId(source, importer) {
    // Types and code of the same package: the CommonJS build of its main entry does not shake.
    if (source === 'sucrase') return resolve(root, 'node_modules/sucrase/dist/esm/index.js');
    if (source.startsWith('sucrase/dist/esm/') && importer !== undefined) {
      const path = source.endsWith('types') ? `${source}.js` : `${source}/index.js`;
      return resolve(root, 'node_modules', path);
    }
    return undefined;
  },
};

function packageUrls(urls: Record<string, string>): Plugin {
  const id = 'virtual:packages';
  return {
    name: 'package-urls',
    resolveId: (source) => (source === id ? id : undefined),
    load(loaded) {
      if (loaded !== id) return undefined;
      const entries = Object.entries(urls).map(
        ([name, url]) =>
          `${JSON.stringify(name)}: new URL(${JSON.stringify(url)}, location.origin).href`,
      );
      return `export default { ${entries.join(', ')} };`;
    },
  };
}

const shared = { configFile: false, logLevel: 'warn', publicDir: false } as const;

/** Bundles each offered package into a module of its own; the result maps names to paths. */
async function buildPackages(outDir: string): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const name of offered) {
    const result = await build({
      ...shared,
      root,
      build: {
        outDir,
        emptyOutDir: false,
        minify: true,
        modulePreload: false,
        rollupOptions: {
          input: name,
          preserveEntrySignatures: 'strict',
          output: {
            entryFileNames: `assets/${name.replaceAll(/[^a-z-]/g, '-')}.[hash].js`,
          },
        },
      },
    });
    if (!('output' in result)) throw new Error(`${name} was not built into files`);
    urls[name] = `/${result.output[0].fileName}`;
  }
  return urls;
}

/** Builds everything into `outDir`, and `manifest.json` with the page's path and its content security policy. */
export async function buildRunner(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  const urls = await buildPackages(outDir);
  await build({
    ...shared,
    root: join(root, 'src/runner'),
    plugins: [leaveOutUnused, packageUrls(urls)],
    build: {
      outDir,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'src/runner/runner.html') },
    },
  });
  const html = await readFile(join(outDir, 'runner.html'));
  const page = `runner.${createHash('sha256').update(html).digest('hex').slice(0, 10)}.html`;
  await rename(join(outDir, 'runner.html'), join(outDir, page));
  await writeFile(
    join(outDir, 'manifest.json'),
    `${JSON.stringify({ page: `/${page}`, contentSecurityPolicy }, null, 2)}\n`,
  );
}

if (import.meta.main) {
  const outDir = join(root, 'dist/runner');
  await buildRunner(outDir);
  console.log((await readdir(outDir, { recursive: true })).join('\n'));
}
