import { bundle, type LinkedModule, moduleName } from './bundle.ts';
import { isRelative, type Packages, resolveFile, type Sources } from './paths.ts';
import type { RunSettings } from './protocol.ts';
import baseStyles from './run-document.css?inline';

/** The name under which the runner's page offers its work to the documents of runs. */
export const prepareName = '__duplexPrepare';

/** A run's document as HTML, and the object URLs that it holds on to. */
export interface RunDocument {
  html: string;
  release(): void;
}

/** Builds the document of a run: what must be there before the reader's code, then the reader's page. Throws a `ReaderError`. */
export async function buildDocument(
  files: Sources,
  offered: Packages,
  settings: RunSettings,
): Promise<RunDocument> {
  const page = new DOMParser().parseFromString(files.get('/index.html') ?? '', 'text/html');
  const sources = new Map(files);
  const entries = files.has('/index.html') ? scriptsOf(page, sources) : addDefaults(page, files);
  const { modules, packages } = await bundle(sources, [...entries.keys()], offered);
  const urls = new Map(modules.map((module) => [module.path, objectUrl(module)]));
  for (const [path, script] of entries) script.src = urls.get(path) ?? '';
  inlineStyleSheets(page, files);
  for (const element of page.querySelectorAll('[autofocus]')) element.removeAttribute('autofocus');

  const imports = Object.fromEntries([
    ...[...urls].map(([path, url]) => [moduleName(path), url]),
    ...packages.map((name) => [name, offered[name]]),
  ]);
  page.head.prepend(
    element(page, 'base', { href: settings.base }),
    element(page, 'script', {}, `parent.${prepareName}(window)`),
    element(page, 'style', {}, baseStyles),
    element(page, 'script', { type: 'importmap' }, JSON.stringify({ imports })),
  );
  page.documentElement.style.colorScheme = settings.theme;
  page.documentElement.dataset['theme'] = settings.theme;
  return {
    html: `<!doctype html>${page.documentElement.outerHTML}`,
    release: () => {
      for (const url of urls.values()) URL.revokeObjectURL(url);
    },
  };
}

function objectUrl({ code }: LinkedModule): string {
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

function element(
  page: Document,
  name: string,
  attributes: Record<string, string>,
  text = '',
): HTMLElement {
  const made = page.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = text;
  return made;
}

/** The page's own scripts by the file that each runs; scripts in the page become files of their own. */
function scriptsOf(page: Document, sources: Map<string, string>): Map<string, HTMLScriptElement> {
  const entries = new Map<string, HTMLScriptElement>();
  for (const [index, script] of page.querySelectorAll('script').entries()) {
    const source = script.getAttribute('src');
    const path =
      source === null ? `/index.html#${index + 1}` : resolveFile(sources, '/index.html', source);
    const isModule = script.type === 'module' || path?.endsWith('.ts');
    if (path === undefined || !isModule) continue;
    if (source === null) sources.set(path, script.textContent ?? '');
    script.type = 'module';
    script.textContent = '';
    entries.set(path, script);
  }
  return entries;
}

/** Without a page of its own a sandbox is its entry file and its style sheet. */
function addDefaults(page: Document, files: Sources): Map<string, HTMLScriptElement> {
  if (files.has('/styles.css'))
    page.head.append(element(page, 'link', { rel: 'stylesheet', href: 'styles.css' }));
  const entry = ['/index.ts', '/index.js', '/index.mjs'].find((path) => files.has(path));
  if (entry === undefined) return new Map();
  const script = page.createElement('script');
  script.type = 'module';
  page.body.append(script);
  return new Map([[entry, script]]);
}

function inlineStyleSheets(page: Document, files: Sources): void {
  for (const link of page.querySelectorAll('link[rel=stylesheet]')) {
    const href = link.getAttribute('href') ?? '';
    const path =
      isRelative(href) || !href.includes(':') ? resolveFile(files, '/index.html', href) : undefined;
    if (path !== undefined) link.replaceWith(element(page, 'style', {}, files.get(path)));
  }
}
