/** The reader's page: index.html, or an empty page that runs index.ts. Needs a browser's DOM. */
import type { PageScript } from '../compile/compile-program.ts';
import { positionAt } from '../compile/positions.ts';
import { resolveReference } from '../compile/resolve.ts';
import type { RunError } from '../protocol.ts';
import { entryPaths, pagePath } from './entry.ts';

export interface Page {
  document: Document;
  scripts: readonly PageScript[];
  errors: readonly RunError[];
  /** Points each script element at the URL of its compiled code. */
  setScriptUrls(urlOf: (name: string) => string | undefined): void;
}

const emptyPage =
  '<!doctype html><html lang="en"><head><title>Preview</title></head><body></body></html>';
/** Types of script elements that hold JavaScript; what has another type is data. */
const scriptTypes = ['', 'module', 'text/javascript', 'application/javascript'];

/** Reads index.html: its scripts and style sheets that are files of the sandbox are found, everything else is kept. */
export function readPage(files: ReadonlyMap<string, string>): Page {
  const html = files.get(pagePath);
  return html === undefined ? pageOfEntry(files) : pageOfHtml(html, files);
}

function pageOfEntry(files: ReadonlyMap<string, string>): Page {
  const document = parse(emptyPage);
  const entry = entryPaths.find((path) => files.has(path));
  if (entry === undefined) {
    const message =
      'There is nothing to run: a sandbox starts with index.ts, index.js or index.html.';
    return { document, scripts: [], errors: [{ message }], setScriptUrls() {} };
  }
  const element = document.createElement('script');
  element.type = 'module';
  document.head.append(element);
  return pageOf(document, [{ element, script: { name: entry } }], []);
}

function pageOfHtml(html: string, files: ReadonlyMap<string, string>): Page {
  const document = parse(html);
  const paths = new Set(files.keys());
  const errors: RunError[] = [];
  const complain = (element: Element, reference: string): void => {
    const place = positionAt(html, Math.max(0, html.indexOf(reference)));
    const what = element.localName === 'script' ? 'script' : 'style sheet';
    const message = `There is no file "${reference}" here, which this ${what} names.`;
    errors.push({ message, path: pagePath, ...place });
  };

  // The run sets its own.
  for (const element of document.querySelectorAll('base, meta[http-equiv]')) element.remove();

  for (const element of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
    const reference = element.getAttribute('href') ?? '';
    const path = resolveReference(reference, pagePath, paths);
    if (path !== undefined) element.replaceWith(styleElement(document, files.get(path) ?? ''));
    else if (isLocal(reference)) complain(element, reference);
  }

  const found: FoundScript[] = [];
  let searched = 0;
  for (const element of document.querySelectorAll('script')) {
    if (!scriptTypes.includes(element.type)) continue;
    const reference = element.getAttribute('src');
    if (reference === null) {
      const code = element.textContent;
      const offset = Math.max(0, html.indexOf(code, searched));
      searched = offset + code.length;
      const script = {
        name: `${pagePath}#${found.length + 1}`,
        code: blank(html.slice(0, offset)) + code,
      };
      found.push({ element, script });
      continue;
    }
    const path = resolveReference(reference, pagePath, paths);
    if (path !== undefined) found.push({ element, script: { name: path } });
    else if (isLocal(reference)) complain(element, reference);
  }
  return pageOf(document, found, errors);
}

interface FoundScript {
  element: HTMLScriptElement;
  script: PageScript;
}

function pageOf(document: Document, found: readonly FoundScript[], errors: RunError[]): Page {
  return {
    document,
    errors,
    scripts: found.map(({ script }) => script),
    setScriptUrls(urlOf) {
      for (const { element, script } of found) {
        element.textContent = '';
        element.src = urlOf(script.name) ?? '';
      }
    },
  };
}

export function styleElement(document: Document, css: string): HTMLStyleElement {
  const style = document.createElement('style');
  // The page is written out as text, where this would end the element.
  style.textContent = css.replaceAll('</style', '<\\/style');
  return style;
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** What is somewhere else is left to the security policy, which refuses it and says so. */
function isLocal(reference: string): boolean {
  return !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(reference);
}

/** As long as the text, with its lines. */
function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, ' ');
}
