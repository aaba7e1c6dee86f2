import { parseArgs } from 'node:util';

/** A flag of the command line: what it means, its unit, and its default. */
interface Flag {
  help: string;
  /** Shown in `--help` after the name. */
  unit: string;
  default: number | string;
  least?: number;
}

/** Every limit is here, so that a benchmark or a large room can raise it. */
const flags = {
  port: {
    help: 'site origin; the runner and live origins take the next two; 0 takes free ones',
    unit: 'port',
    default: 4321,
    least: 0,
  },
  host: {
    help: 'address to listen on; --host alone means every address',
    unit: 'address',
    default: '127.0.0.1',
  },
  'site-url': {
    help: 'how clients reach the site, behind a reverse proxy (or SITE_URL)',
    unit: 'url',
    default: '',
  },
  'runner-url': { help: 'the same for the runner (or RUNNER_URL)', unit: 'url', default: '' },
  'live-url': { help: 'the same for the live server (or LIVE_URL)', unit: 'url', default: '' },
  cert: {
    help: 'certificate file in PEM: serves HTTP/2 over TLS, with --key',
    unit: 'file',
    default: '',
  },
  key: { help: 'private key file in PEM', unit: 'file', default: '' },
  'site-dir': { help: 'the built site', unit: 'directory', default: 'dist/site' },
  'runner-dir': { help: 'the built runner', unit: 'directory', default: 'dist/runner' },
  seed: { help: 'makes the topics of every new space repeatable', unit: 'text', default: '' },
  'metrics-token': {
    help: 'lets a client elsewhere read /metrics with this bearer token',
    unit: 'text',
    default: '',
  },
  'max-spaces': { help: 'spaces at once', unit: 'count', default: 5000, least: 1 },
  'space-idle-time': {
    help: 'a space that nobody uses is forgotten after this',
    unit: 'seconds',
    default: 900,
    least: 1,
  },
  'spaces-per-minute': {
    help: 'new spaces for one address',
    unit: 'count',
    default: 120,
    least: 1,
  },
  'max-topics-per-space': {
    help: 'topics with different parameters that run at once in a space',
    unit: 'count',
    default: 32,
    least: 1,
  },
  'max-connections-per-space': {
    help: 'open streams, WebSockets and held polls of a space',
    unit: 'count',
    default: 320,
    least: 1,
  },
  'max-connections-per-address': {
    help: 'the same for one address',
    unit: 'count',
    default: 2000,
    least: 1,
  },
  'max-sockets': {
    help: 'TCP connections to each origin',
    unit: 'count',
    default: 12_000,
    least: 1,
  },
  'requests-per-second': {
    help: 'requests to a space, with bursts of twice that',
    unit: 'count',
    default: 300,
    least: 1,
  },
  'messages-per-second': {
    help: 'messages sent into a space, with bursts of twice that',
    unit: 'count',
    default: 100,
    least: 1,
  },
  'max-message-bytes': {
    help: 'a message from a client',
    unit: 'bytes',
    default: 65_536,
    least: 64,
  },
  'max-header-bytes': {
    help: 'the head of a request',
    unit: 'bytes',
    default: 16_384,
    least: 2048,
  },
  'max-buffered-bytes': {
    help: 'unread bytes after which a client that does not read is dropped',
    unit: 'bytes',
    default: 1_048_576,
    least: 1024,
  },
  history: { help: 'events that a topic keeps', unit: 'count', default: 1000, least: 1 },
  'history-size': {
    help: 'JSON that a topic keeps at most; well below --max-buffered-bytes, for those who join',
    unit: 'characters',
    default: 262_144,
    least: 1,
  },
  heartbeat: {
    help: 'time between two comments on an event stream; WebSockets are pinged at every second one',
    unit: 'seconds',
    default: 15,
    least: 1,
  },
  'long-poll-time': {
    help: 'how long a long poll is held',
    unit: 'seconds',
    default: 25,
    least: 1,
  },
  'head-time': {
    help: 'time to receive the head of a request',
    unit: 'seconds',
    default: 10,
    least: 1,
  },
  'request-time': {
    help: 'time to receive a whole request',
    unit: 'seconds',
    default: 30,
    least: 1,
  },
  'drain-time': {
    help: 'time that clients have to close when the server stops',
    unit: 'seconds',
    default: 5,
    least: 0,
  },
} as const satisfies Record<string, Flag>;

type FlagName = keyof typeof flags;
type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

/** The flags by their names in camel case. */
export type Options = {
  -readonly [Name in FlagName as CamelCase<Name>]: (typeof flags)[Name]['default'] extends number
    ? number
    : string;
};

/** What stands on the command line cannot be used; the text says what to give instead. */
export class UsageError extends Error {}

const camelCase = (name: string) =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function readNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < least) {
    throw new UsageError(`--${name} takes a whole number from ${least} on, not "${text}".`);
  }
  return value;
}

/** Options from the command line and the environment; `null` when `--help` is asked for. */
export function readOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Options | null {
  const withHost = argv.flatMap((argument, index) =>
    argument === '--host' && (argv[index + 1] ?? '--').startsWith('--')
      ? ['--host', '0.0.0.0']
      : [argument],
  );
  const known = Object.fromEntries(
    Object.keys(flags).map((name) => [name, { type: 'string' as const }]),
  );
  const values = parse(withHost, { ...known, help: { type: 'boolean' } });
  if (values['help'] === true) return null;
  const options: Record<string, number | string> = {};
  for (const [name, flag] of Object.entries<Flag>(flags)) {
    const fromEnvironment =
      name === 'port' || name.endsWith('-url')
        ? environment[name.toUpperCase().replace('-', '_')]
        : undefined;
    const text = values[name] ?? fromEnvironment;
    if (typeof text !== 'string') options[camelCase(name)] = flag.default;
    else
      options[camelCase(name)] =
        typeof flag.default === 'number' ? readNumber(name, text, flag.least ?? 0) : text;
  }
  return options as Options;
}

/** The defaults, with some changed: for tests and for programs that start the server themselves. */
export function optionsWith(changes: Partial<Options>): Options {
  return { ...(readOptions([]) as Options), ...changes };
}

function parse(
  args: string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
): Record<string, unknown> {
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function helpText(): string {
  const lines = Object.entries<Flag>(flags).map(([name, flag]) => {
    const shown = flag.default === '' ? '' : ` (${flag.default})`;
    return `  --${name} <${flag.unit}>`.padEnd(40) + flag.help + shown;
  });
  return `npm start -- [flags]\n\nServes the site, the runner and the live server.\n\n${lines.join('\n')}\n`;
}
