import { accessSync, constants } from 'node:fs';
import { type Options, UsageError } from './options.ts';

/** Throws a `UsageError` for options that are right one by one and cannot be used on this machine, or together. */
export function checkOptions(options: Options): void {
  if (options.port > 65_533) {
    throw new UsageError(
      `--port takes at most 65533, because the two ports behind it are used as well, not "${options.port}".`,
    );
  }
  if ((options.cert === '') !== (options.key === '')) {
    throw new UsageError('--cert and --key belong together. Give both, or neither.');
  }
  const files = { cert: options.cert, key: options.key };
  for (const [name, file] of Object.entries(files)) {
    if (file !== '' && !isReadable(file)) {
      throw new UsageError(`--${name} names a file that cannot be read: "${file}".`);
    }
  }
  const urls = {
    'site-url': options.siteUrl,
    'runner-url': options.runnerUrl,
    'live-url': options.liveUrl,
  };
  for (const [name, url] of Object.entries(urls)) {
    if (url !== '' && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
      throw new UsageError(`--${name} takes a URL such as https://guide.example, not "${url}".`);
    }
  }
}

/** What the operating system says against listening, as a `UsageError`; anything else as it is. */
export function explainListening(error: unknown): unknown {
  const { code, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} is in use already. Stop what uses it, or give another with --port.`,
    );
  }
  if (code === 'EACCES') {
    return new UsageError(
      `This user may not listen on port ${port}. Give a port from 1024 on with --port.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new UsageError(
      `This machine has no address "${address ?? (error as { hostname?: string }).hostname}". Give one of its own with --host, or --host alone for all of them.`,
    );
  }
  return error;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
