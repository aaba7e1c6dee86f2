/** A sandbox as a folder that runs anywhere: see `folder/serve.mjs`. Browser-safe. */
import { baseStyle } from '../../runner/document/base-style.ts';
import { entryOf, type Files, nameOf } from '../description.ts';

export interface FolderParts {
  title: string;
  files: Files;
  /** Where the site is, such as `http://localhost:4321`: it gives the folder's page its space. */
  site: string;
  /** The text of `folder/serve.mjs`. */
  server: string;
  /** The packages that the code imports, and all that these import: path below `packages/` → code. */
  packages: Readonly<Record<string, string>>;
  /** Import specifier → path below `packages/`. */
  imports: Readonly<Record<string, string>>;
}

/** `Two live streams` → `two-live-streams` */
export function folderNameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name || 'sandbox';
}

/** Path in the folder → text. What the reader wrote is in `page/`, and nothing of ours replaces it. */
export function folderFilesOf(parts: FolderParts): Record<string, string> {
  const { title, files, site, server, packages } = parts;
  const name = folderNameOf(title);
  const pages = Object.entries(files).map(([path, code]) => [`page${path}`, code]);
  const libraries = Object.entries(packages).map(([path, code]) => [`page/packages/${path}`, code]);
  return {
    'README.md': readme(title, site),
    'package.json': json({
      name,
      private: true,
      type: 'module',
      engines: { node: '>=22.13' },
      scripts: { start: 'node --disable-warning=ExperimentalWarning serve.mjs' },
      config: { duplex: site },
    }),
    'tsconfig.json': json(tsconfig),
    'serve.mjs': server,
    'page/duplex-base.css': `${baseStyle}\n`,
    ...Object.fromEntries(libraries),
    ...Object.fromEntries(pages),
    'page/index.html': pageOf(parts),
  };
}

/** The sandbox's own page, or the one that runs its script; both with what a run in the sandbox adds to them. */
function pageOf({ title, files, imports }: FolderParts): string {
  const links = [link('duplex-base.css')];
  if (Object.keys(imports).length > 0) links.push(importMap(imports));
  const own = files['/index.html'];
  if (own !== undefined) return withHead(own, links);
  const entry = entryOf(files) ?? '/index.ts';
  const scripts = Object.entries(files).filter(([path]) => /\.m?[jt]s$/.test(path));
  const styles = Object.keys(files)
    .filter((path) => path.endsWith('.css'))
    .filter((path) => !scripts.some(([, code]) => code.includes(`.${path}'`)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
${[...links, ...styles.map((path) => link(path.slice(1)))].join('\n')}
<script type="module" src="${nameOf(entry)}"></script>
</head>
<body></body>
</html>
`;
}

/** Before anything of the page's own, whose rules so win. */
function withHead(html: string, links: readonly string[]): string {
  const added = `${links.join('\n')}\n`;
  const head = /<head[^>]*>\n?|<html[^>]*>\n?|<!doctype[^>]*>\n?/i;
  const opening = /<head[^>]*>\n?/i.exec(html) ?? head.exec(html);
  if (!opening) return `${added}${html}`;
  const end = opening.index + opening[0].length;
  return `${html.slice(0, end)}${added}${html.slice(end)}`;
}

function link(href: string): string {
  return `<link rel="stylesheet" href="${href}">`;
}

function importMap(imports: FolderParts['imports']): string {
  const paths = Object.entries(imports).map(([name, path]) => [name, `./packages/${path}`]);
  return `<script type="importmap">${JSON.stringify({ imports: Object.fromEntries(paths) })}</script>`;
}

/** For editors, which check types with it. */
const tsconfig = {
  compilerOptions: {
    target: 'ES2024',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2024', 'DOM', 'DOM.Iterable'],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  },
  include: ['page'],
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readme(title: string, site: string): string {
  return `# ${title}

A sandbox of Duplex, as a folder. In it, with Node 22.13 or newer:

    npm start

There is nothing to install. Open the address that it prints. Edit what is in \`page/\` with an editor of your own and reload.

The data comes from the Duplex server that you downloaded this from, ${site}. It has to run; \`serve.mjs\` asks it for a space and
hands on what the page asks for. With another server:

    npm start -- http://localhost:4321
`;
}
