/** What a browser loads of the built site: when a lesson opens, when its first sandbox comes near, when it runs. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { init, parse } from 'es-module-lexer';
import { linksIn } from './html.ts';

export interface Load {
  /**
   * `lesson`: what opens with the page. `workbench`: what comes when a sandbox is near, and when an experiment is.
   * `on-demand`: all that a reader can open there: panels and the solution, which are fetched ahead when the page is
   * idle, a download. `runner`: the page in the preview.
   */
  name: 'lesson' | 'workbench' | 'on-demand' | 'runner';
  /** The page that loads the most. */
  page: string;
  /** Compressed bytes by chunk, without the hashes in its name. */
  parts: Record<string, number>;
}

/** The search's own files, which are loaded when somebody searches: they belong to no lesson and no sandbox. */
const search = /^\/pagefind\/|\/ui-core\./;

export async function measureLoads(dist: string): Promise<Load[]> {
  await init();
  const site = path.join(dist, 'site');
  const lessons = globSync('lessons/*/index.html', { cwd: site }).sort();
  const pages = lessons.map((page) => measurePage(site, `/${page}`));
  const runnerPages = globSync('runner.*.html', { cwd: path.join(dist, 'runner') });
  const runner = runnerPages.map((page) => measurePage(path.join(dist, 'runner'), `/${page}`));
  return [
    largest(
      'lesson',
      pages.map(({ page, first }) => ({ page, parts: first })),
    ),
    largest(
      'workbench',
      pages.map(({ page, later }) => ({ page, parts: later })),
    ),
    largest(
      'on-demand',
      pages.map(({ page, onDemand }) => ({ page, parts: onDemand })),
    ),
    largest(
      'runner',
      runner.map(({ page, first, later, onDemand }) => ({
        page,
        parts: { ...first, ...later, ...onDemand },
      })),
    ),
  ];
}

interface PageLoads {
  page: string;
  first: Record<string, number>;
  later: Record<string, number>;
  onDemand: Record<string, number>;
}

export function measurePage(root: string, page: string): PageLoads {
  const { inline, first, later } = linksIn(readFileSync(path.join(root, page), 'utf8'));
  const start = chunkGraph(root, page, first, inline);
  const rest = chunkGraph(root, page, [...later, ...start.dynamic], [], new Set(start.chunks));
  const onDemand: string[] = [];
  for (let more = rest.dynamic; more.length > 0; ) {
    const known = new Set([...start.chunks, ...rest.chunks, ...onDemand]);
    const next = chunkGraph(root, page, more, [], known);
    onDemand.push(...next.chunks);
    more = next.dynamic;
  }
  const parts = partsOf(root, start.chunks);
  if (inline.length > 0) parts['inline'] = compressed(inline.join('\n'));
  return {
    page,
    first: parts,
    later: partsOf(root, rest.chunks),
    onDemand: partsOf(root, onDemand),
  };
}

interface Graph {
  /** Paths on the origin, in the order of discovery. */
  chunks: string[];
  /** What these chunks import on demand. */
  dynamic: string[];
}

/** All that is loaded for the sake of some entries, by their static imports. */
function chunkGraph(
  root: string,
  page: string,
  entries: string[],
  inline: string[],
  known: ReadonlySet<string> = new Set(),
): Graph {
  const chunks: string[] = [];
  const dynamic: string[] = [];
  const waiting = [...entries];
  const look = (code: string, from: string): void => {
    for (const found of parse(code)[0]) {
      if (found.type === 'import-meta' || !/^[./]/.test(found.specifier ?? '')) continue;
      const target = new URL(found.specifier ?? '', `http://origin${from}`).pathname;
      if (!search.test(target)) (found.type === 'dynamic' ? dynamic : waiting).push(target);
    }
  };
  for (const code of inline) look(code, page);
  for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
    const file = path.join(root, chunk);
    if (known.has(chunk) || chunks.includes(chunk) || !/\.m?js$/.test(chunk)) continue;
    if (!existsSync(file))
      throw new Error(
        `${page} loads ${chunk}, which is not in ${root}. Build again: npm run build.`,
      );
    chunks.push(chunk);
    look(readFileSync(file, 'utf8'), chunk);
  }
  return {
    chunks,
    dynamic: dynamic.filter((chunk) => !known.has(chunk) && !chunks.includes(chunk)),
  };
}

function partsOf(root: string, chunks: string[]): Record<string, number> {
  const parts: Record<string, number> = {};
  for (const chunk of chunks) {
    const name = path.posix.basename(chunk).replace(/(?:\.[\w-]{5,10}|-[\w-]{8})?\.m?js$/, '');
    const size = compressed(readFileSync(path.join(root, chunk)));
    // Every lesson has its own checks, and a reader loads those of one.
    parts[name] = name === 'checks' ? Math.max(parts[name] ?? 0, size) : (parts[name] ?? 0) + size;
  }
  return parts;
}

function compressed(content: string | Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

function largest(name: Load['name'], candidates: Omit<Load, 'name'>[]): Load {
  const total = ({ parts }: Omit<Load, 'name'>): number =>
    Object.values(parts).reduce((bytes, part) => bytes + part, 0);
  const [most] = candidates.sort((one, other) => total(other) - total(one));
  return { name, ...(most ?? { page: 'no page', parts: {} }) };
}
