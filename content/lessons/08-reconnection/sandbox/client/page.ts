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

/** How many of the newest ticks and waits stay on the page. */
const keptTicks = 32;
const keptWaits = 8;

/** Shows what comes, and judges it: is a tick missing, did one come twice, does it stop when it is told to? */
export function createPage(): Page & { onStop(stop: () => void): void } {
  const tally = new Tally();
  const state = element('p', 'state', 'connecting');
  const button = element('button', 'stop', 'Stop following');
  const verdict = element('p', 'verdict', 'Break the line, and see what becomes of this stream.');
  const waits = element('ol', 'waits');
  const ticks = element('ol', 'ticks');
  let connections = 0;
  let isStopped = false;
  state.role = 'status';
  verdict.role = 'status';
  waits.ariaLabel = 'Waits before the attempts';
  ticks.ariaLabel = 'Ticks';
  document.body.append(state, button, verdict, waits, ticks);

  function say(text: string, isWell: boolean): void {
    // The same text again would be announced again.
    if (verdict.textContent === text) return;
    verdict.textContent = text;
    verdict.dataset['well'] = String(isWell);
  }

  function add(list: HTMLElement, item: HTMLElement, kept: number): void {
    list.append(item);
    if (list.childElementCount > kept) list.firstElementChild?.remove();
  }

  return {
    opened() {
      connections += 1;
      state.textContent = `open, connection ${connections}`;
      if (isStopped) say('It was told to stop, and has come back.', false);
    },
    tick(count) {
      add(ticks, element('li', tally.tick(count), String(count)), keptTicks);
      if (connections > 1 && !isStopped) say(tally.verdict, tally.healed);
    },
    closed(code) {
      state.textContent = `closed, code ${code}`;
      if (!isStopped) say('Down for now.', false);
    },
    waiting(delay) {
      const item = element('li', 'wait', `${Math.round(delay)} ms`);
      item.style.setProperty('--share', String(Math.min(1, delay / 1000)));
      add(waits, item, keptWaits);
    },
    gap(reason) {
      tally.gap();
      ticks.replaceChildren(element('li', 'gap', `gap: ${reason}`));
    },
    onStop(stop) {
      button.addEventListener('click', () => {
        isStopped = true;
        button.disabled = true;
        say('Told to stop. Nothing may come any more.', true);
        stop();
      });
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
