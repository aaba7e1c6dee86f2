import { parseArgs } from 'node:util';

export const sectionNames = [
  'fanout',
  'delay',
  'memory',
  'layer',
  'workbench',
  'scrolling',
] as const;
export type SectionName = (typeof sectionNames)[number];

export const help = `Usage: npm run bench -- [options]

  --only SECTIONS       of ${sectionNames.join(', ')}; several with commas (default: all)
  --systems NAMES       measure only systems whose name contains one of these, e.g. duplex,nchan
  --rounds N            interleaved rounds (default 5; delay and memory take 3 at most; deliveries of two
                        rounds can differ by a third, so that layer needs 15 to tell 5 % apart)
  --seconds N           publishing time of one fan-out measurement (default 2)
  --subscribers N       followers in fanout and delay (default 1000)
  --connections N       idle connections in memory (default 8000)
  --patience N          seconds to wait, at most, for other processes to be quiet before each
                        measurement (default 5)
  --tries N             how often a fan-out measurement that others disturbed is taken, at most; the
                        least disturbed one counts (default 3)
  --nap N               milliseconds that the reader of fanout sleeps between looks (default 10; 0: it
                        waits for every event, and is woken for it at the server's expense)
  --port N              first of 40 ports to use (default 21200: below those that systems give to clients)
  --json FILE           write every measurement and verdict there
`;

export interface Options {
  only: readonly SectionName[];
  /** Parts of names, in lower case; empty means all systems. */
  systems: readonly string[];
  rounds: number;
  seconds: number;
  subscribers: number;
  connections: number;
  patience: number;
  tries: number;
  /** In milliseconds; 0 for none. */
  nap: number;
  port: number;
  json: string | undefined;
}

function list(text: string | undefined): string[] {
  return (text ?? '').split(',').filter(Boolean);
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text !== '' && value >= least) return value;
  throw new Error(`--${name} is "${text}", but must be a number and at least ${least}.`);
}

function sections(text: string | undefined): SectionName[] {
  return list(text).map((name) => {
    const known = sectionNames.find((section) => section === name);
    if (known) return known;
    throw new Error(`--only knows ${sectionNames.join(', ')}, but not "${name}".`);
  });
}

/** Undefined when help was asked for; throws a plain sentence when something is wrong. */
export function readOptions(args: string[]): Options | undefined {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      systems: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      subscribers: { type: 'string', default: '1000' },
      connections: { type: 'string', default: '8000' },
      patience: { type: 'string', default: '5' },
      tries: { type: 'string', default: '3' },
      nap: { type: 'string', default: '10' },
      port: { type: 'string', default: '21200' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const only = sections(values.only);
  return {
    only: only.length > 0 ? only : sectionNames,
    systems: list(values.systems?.toLowerCase()),
    rounds: number('rounds', values.rounds, 1),
    seconds: number('seconds', values.seconds, 0.1),
    subscribers: number('subscribers', values.subscribers, 1),
    connections: number('connections', values.connections, 1),
    patience: number('patience', values.patience, 0),
    tries: number('tries', values.tries, 1),
    nap: number('nap', values.nap, 0),
    port: number('port', values.port, 1),
    json: values.json,
  };
}
