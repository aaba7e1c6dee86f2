import { Refusal } from './refusal.ts';

/** The three origins of DESIGN: what is shown, where the reader's code runs, what answers it. */
export interface Origins {
  site: string;
  runner: string;
  live: string;
}

const hostPattern = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?$/i;

/** The three origins as a client reaches them that used this `Host`, unless they were set. */
export function originsFor(
  host: string | undefined,
  listening: {
    scheme: 'http' | 'https';
    ports: Record<keyof Origins, number>;
    set: Partial<Origins>;
  },
): Origins {
  const name = hostPattern.exec(host ?? 'localhost')?.[1];
  if (name === undefined || !URL.canParse(`http://${name}`)) {
    throw new Refusal(
      'bad-request',
      'The Host header is not a host.',
      'Send the host and port of the URL.',
    );
  }
  const at = (origin: keyof Origins) =>
    listening.set[origin] ?? originOf(`${listening.scheme}://${name}:${listening.ports[origin]}`);
  return { site: at('site'), runner: at('runner'), live: at('live') };
}

/** The origin of a URL as browsers write it: without a default port, without a path. */
export function originOf(url: string): string {
  return new URL(url).origin;
}
