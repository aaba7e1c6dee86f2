/** What a stream can show on the page. */
export interface Panel {
  state(text: string): void;
  tick(count: number): void;
}

/** How many of the newest ticks stay on the page. */
const kept = 24;

/** Adds a panel for one stream: its state, its latest tick, and a cell for every tick as it came. */
export function showStream(transport: 'sse' | 'ws', name: string): Panel {
  const panel = element('section', transport);
  const state = element('p', 'state', 'connecting');
  const latest = element('p', 'latest', '–');
  const ticks = element('ol', 'ticks');
  state.role = 'status';
  panel.append(element('h2', 'name', name), state, latest, ticks);
  document.body.append(panel);
  let changed = 0;

  return {
    state(text) {
      state.textContent = text;
      panel.dataset['open'] = String(text === 'open');
      changed = performance.now();
    },
    tick(count) {
      // Ticks are made 500 ms apart. One that comes at once, after another or after a reconnection, has been waiting.
      const late = ticks.childElementCount > 0 && performance.now() - changed < 20;
      changed = performance.now();
      latest.textContent = String(count);
      ticks.append(element('li', late ? 'late' : 'on-time', String(count)));
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
