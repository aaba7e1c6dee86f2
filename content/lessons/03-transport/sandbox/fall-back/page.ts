import { Tally } from './tally.ts';

export type Transport = 'ws' | 'sse' | 'long-poll';

/** What `follow` tells the page. */
export interface Page {
  /** An attempt begins over this transport. */
  trying(transport: Transport): void;
  /** A tick has come over this transport. */
  tick(transport: Transport, count: number): void;
}

const names: Record<Transport, string> = {
  ws: 'WebSocket',
  sse: 'SSE',
  'long-poll': 'long poll',
};

/** How many of the newest ticks stay on the page. */
const kept = 32;

/** Shows what comes and over what, and judges it: is a tick missing, did one come twice? */
export function createPage(): Page {
  const tally = new Tally();
  const state = element('p', 'state', 'nothing tried yet');
  const latest = element('p', 'latest', 'no tick');
  const verdict = element('p', 'verdict');
  const ticks = element('ol', 'ticks');
  let attempts = 0;
  state.role = 'status';
  verdict.role = 'status';
  document.body.append(state, latest, verdict, ticks);

  function say(node: HTMLElement, text: string): void {
    // The same text again would be announced again.
    if (node.textContent !== text) node.textContent = text;
  }

  return {
    trying(transport) {
      attempts += 1;
      state.dataset['transport'] = transport;
      say(state, `trying ${names[transport]}, attempt ${attempts}`);
    },
    tick(transport, count) {
      const fit = tally.tick(count);
      state.dataset['transport'] = transport;
      say(state, `ticks come over ${names[transport]}`);
      latest.textContent = `tick ${count}`;
      say(verdict, tally.verdict);
      ticks.append(element('li', `${transport} ${fit}`, String(count)));
      if (ticks.childElementCount > kept) ticks.firstElementChild?.remove();
    },
  };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}
