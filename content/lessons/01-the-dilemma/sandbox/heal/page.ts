import { Tally } from './tally.ts';

/** What `follow` tells the page. */
export interface Page {
  /** The line is open. */
  opened(): void;
  /** A tick has come. */
  tick(count: number): void;
  /** The line is dead. */
  closed(code: number): void;
  /** The next attempt comes after this many milliseconds. */
  waiting(delay: number): void;
  /** The server said that some ticks are lost to this client. */
  gap(reason: string): void;
}

/** How many of the newest ticks stay on the page. */
const kept = 32;

/** Shows what comes, and judges it: is a tick missing, did one come twice? */
export function createPage(): Page {
  const tally = new Tally();
  const state = element('p', 'state', 'connecting');
  const verdict = element('p', 'verdict', 'Pull the plug, and see what becomes of this stream.');
  const ticks = element('ol', 'ticks');
  let connections = 0;
  state.role = 'status';
  verdict.role = 'status';
  document.body.append(state, verdict, ticks);

  function say(text: string, healed: boolean): void {
    // The same text again would be announced again.
    if (verdict.textContent === text) return;
    verdict.textContent = text;
    verdict.dataset['healed'] = String(healed);
  }

  return {
    opened() {
      connections += 1;
      state.textContent = `open, connection ${connections}`;
    },
    tick(count) {
      ticks.append(element('li', tally.tick(count), String(count)));
      if (ticks.childElementCount > kept) ticks.firstElementChild?.remove();
      if (connections > 1) say(tally.verdict, tally.healed);
    },
    closed(code) {
      state.textContent = `closed, code ${code}: nobody is trying`;
      say('Dead. No tick will come any more.', false);
    },
    waiting(delay) {
      state.textContent = `closed: trying again in ${(delay / 1000).toFixed(1)} s`;
      say('Down for now.', false);
    },
    gap(reason) {
      tally.gap();
      ticks.replaceChildren(element('li', 'gap', `gap: ${reason}`));
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
