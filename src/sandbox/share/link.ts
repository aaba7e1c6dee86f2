/**
 * Code in a link. The part of the address behind `#` holds it, which no browser sends to a server:
 *
 *     #code=1.<sandbox>.<code>
 *
 * `1` is the version of the format. `<sandbox>` is the key of the sandbox that it was shared from, such as
 * `04-the-event-stream-format/parser`. `<code>` is `{"title":"…","files":[["index.ts","…"],…]}` as JSON in UTF-8,
 * compressed with zlib, in base64url. All files are in it, because a lesson's own may change. Browser-safe.
 */

import { entryOf } from '../description.ts';
import { deflate, fromLetters, inflate, TooMuch, toLetters } from './compress.ts';
import { isSameFile, problemOfName } from './file-names.ts';
import { readFragment, version } from './link-fragment.ts';
import type { Shareable } from './shareable.ts';

/** The most characters behind `#`: mail and chat programs cut longer links off. */
export const longestFragment = 16_000;
/** The most that a link may unpack to, in bytes. */
const largestCode = 256_000;
const mostFiles = 40;
const longestTitle = 100;

/** Why a link cannot be made or opened, in words for the reader. */
export class LinkProblem extends Error {
  override readonly name = 'LinkProblem';
  readonly reason: 'damaged' | 'newer' | 'too-large' | 'file-refused' | 'no-entry';
  /** What the reader can do. */
  readonly help: string;

  constructor(reason: LinkProblem['reason'], message: string, help: string) {
    super(message);
    this.reason = reason;
    this.help = help;
  }
}

/** @throws {LinkProblem} when the code is too large for a link, or has nothing that a run starts with. */
export async function fragmentOf({ key, title, files }: Shareable): Promise<string> {
  if (!entryOf(files)) {
    throw new LinkProblem(
      'no-entry',
      'This code has no index.ts and no index.html, which a run starts with: nobody could run it.',
      'Give one of its files that name, then share it.',
    );
  }
  const named = Object.entries(files).map(([path, code]) => [path.slice(1), code]);
  const bytes = new TextEncoder().encode(
    JSON.stringify({ title: title.slice(0, longestTitle), files: named }),
  );
  const fragment = `#code=${version}.${key}.${toLetters(await deflate(bytes))}`;
  if (fragment.length > longestFragment || bytes.length > largestCode || named.length > mostFiles) {
    throw new LinkProblem(
      'too-large',
      `This code is too large for a link: it would have ${fragment.length.toLocaleString('en')} characters, and mail and chat programs cut off links of more than ${longestFragment.toLocaleString('en')}.`,
      'Download it instead, and send the folder.',
    );
  }
  return fragment;
}

/** @throws {LinkProblem} when it is not a whole link of this format, or brings what a sandbox cannot have. */
export async function openFragment(fragment: string): Promise<Shareable> {
  const found = readFragment(fragment);
  if (!found) throw damaged();
  if (found.version > version) {
    throw new LinkProblem(
      'newer',
      'This link was made by a newer version of Duplex than this one.',
      'Open it where it was made, or ask its sender for the files.',
    );
  }
  if (fragment.length > longestFragment) throw tooLarge();
  const bytes = fromLetters(found.code);
  if (!bytes || found.version < version) throw damaged();
  const content = await unpack(bytes);
  return { key: found.key, title: titleIn(content), files: filesIn(content) };
}

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  let content: unknown;
  try {
    const unpacked = await inflate(bytes, largestCode);
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked));
  } catch (error) {
    throw error instanceof TooMuch ? tooLarge() : damaged();
  }
  if (typeof content !== 'object' || content === null) throw damaged();
  return content as Record<string, unknown>;
}

function titleIn(content: Readonly<Record<string, unknown>>): string {
  const { title } = content;
  return typeof title === 'string' && title.length <= longestTitle ? title : '';
}

function filesIn({ files }: Readonly<Record<string, unknown>>): Shareable['files'] {
  if (!Array.isArray(files) || files.length === 0) throw damaged();
  if (files.length > mostFiles) throw tooLarge();
  const found = new Map<string, string>();
  for (const file of files) {
    if (!Array.isArray(file)) throw damaged();
    const [name, code]: unknown[] = file;
    if (typeof name !== 'string' || typeof code !== 'string') throw damaged();
    if (problemOfName(name) || [...found.keys()].some((other) => isSameFile(other, `/${name}`))) {
      throw new LinkProblem(
        'file-refused',
        `This link brings a file named ${JSON.stringify(name.slice(0, 80))}, which a sandbox cannot have.`,
        'It was not made by Duplex. Ask its sender for the code itself.',
      );
    }
    found.set(`/${name}`, code);
  }
  const brought = Object.fromEntries(found);
  if (entryOf(brought)) return brought;
  throw new LinkProblem(
    'no-entry',
    'This link brings no index.ts and no index.html, which a run starts with.',
    'Ask its sender for the whole code.',
  );
}

function damaged(): LinkProblem {
  return new LinkProblem(
    'damaged',
    'This link is damaged: a part of it is missing or was changed.',
    'Copy it again, the whole of it, or ask its sender for it.',
  );
}

function tooLarge(): LinkProblem {
  return new LinkProblem(
    'too-large',
    'This link brings more than a sandbox holds.',
    'Ask its sender for the files.',
  );
}
