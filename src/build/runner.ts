/**
 * Builds the runner's page: `runner.<hash>.html`, its script, the packages that readers may import, and `manifest.json`
 * with the page's path and the policy that the server sends with it. `node src/build/runner.ts` builds into dist/runner.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { securityPolicy } from '../runner/document/security-policy.ts';
import { offeredPackages } from '../runner/packages.ts';

const root = resolve(import.meta.dirname, '../..');

export interface RunnerManifest {
  /** Path of the page on the runner's origin. */
  page: string;
  /** For the header of that name; `{live}` and `{live-ws}` stand for the live origin, as http(s) and as ws(s). */
  contentSecurityPolicy: string;
}

/** Builds into a directory, which loses what an earlier build has left there. */
export async function buildRunner(outDir: string): Promise<void> {
  const packages = await bundle(
    Object.fromEntries(offeredPackages.map((name) => [nameOfChunk(name), name])),
    'packages/[name].[hash].js',
  );
  const paths = Object.fromEntries(
    offeredPackages.map((name) => [name, `/${entryOf(packages, nameOfChunk(name)).fileName}`]),
  );
  const page = await bundle({ runner: join(root, 'src/runner/main.ts') }, '[name].[hash].js', {
    define: { __PACKAGES__: JSON.stringify(paths) },
    plugins: [hollowSucrase()],
  });
  const html = pageHtml(`/${entryOf(page, 'runner').fileName}`);
  const htmlName = `runner.${hashOf(html)}.html`;
  const manifest: RunnerManifest = {
    page: `/${htmlName}`,
    contentSecurityPolicy: securityPolicy('{live}', '{live-ws}'),
  };

  await rm(outDir, { recursive: true, force: true });
  const files = new Map([...packages, ...page].map(({ fileName, code }) => [fileName, code]));
  files.set(htmlName, html);
  for (const [name, content] of files) await write(join(outDir, name), content);
  // Last, because it says that the build is complete.
  await write(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

type Chunk = Rolldown.OutputChunk;

async function bundle(
  input: Record<string, string>,
  fileNames: string,
  options: { define?: Record<string, string>; plugins?: Plugin[] } = {},
): Promise<Chunk[]> {
  const output = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    ...options,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        treeshake: { moduleSideEffects: false },
        output: { entryFileNames: fileNames, chunkFileNames: fileNames, format: 'es' },
      },
    },
  });
  const chunks = [output].flat().flatMap((result) => ('output' in result ? result.output : []));
  return chunks.filter((chunk) => chunk.type === 'chunk');
}

function entryOf(chunks: readonly Chunk[], name: string): Chunk {
  const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name);
  if (!entry) throw new Error(`The build of the runner has no entry "${name}".`);
  return entry;
}

/** `@msgpack/msgpack` → `msgpack-msgpack` */
function nameOfChunk(name: string): string {
  return name.replace('@', '').replaceAll('/', '-');
}

/** Parts of Sucrase for languages and transforms that the runner never asks for: four tenths of it. */
const hollow =
  /sucrase\/dist\/esm\/(CJSImportProcessor|parser\/plugins\/(flow|jsx\/\w+)|transformers\/(?!ESMImport|Root|TypeScript|Transformer)\w+)\.js$/;

/** Keeps the names that these modules export and leaves nothing behind them. */
function hollowSucrase(): Plugin {
  return {
    name: 'duplex-hollow-sucrase',
    enforce: 'pre',
    async load(id) {
      if (!hollow.test(id)) return undefined;
      const source = await readFile(id, 'utf8');
      const names = source.matchAll(
        /^export (default )?(?:function|class|let|const|var)\s+(\w+)/gm,
      );
      return [...names]
        .map(([, isDefault, name]) =>
          isDefault ? 'export default class {}' : `export function ${name}() {}`,
        )
        .join('\n');
    },
  };
}

function pageHtml(script: string): string {
  // Until a run says which live origin it is, this policy and the server's header hold together.
  const policy = securityPolicy('http: https:', 'ws: wss:');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Preview</title>
<style>
html, body, iframe { block-size: 100%; inline-size: 100%; margin: 0; border: 0; display: block }
html { color-scheme: light dark; overflow: hidden }
</style>
<script type="module" src="${script}"></script>
</head>
<body></body>
</html>
`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

if (import.meta.main) await buildRunner(join(root, 'dist/runner'));
