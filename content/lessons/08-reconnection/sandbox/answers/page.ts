/** What an EventSource goes through, as the page shows it. */
export interface Page {
  /** An event `open` or `error` was fired; `readyState` is what it is then. */
  happened(event: 'open' | 'error', readyState: number): void;
  tick(count: number): void;
}

const states = [
  { name: 'CONNECTING', meaning: 'waiting, or asking again' },
  { name: 'OPEN', meaning: 'events come' },
  { name: 'CLOSED', meaning: 'it has given up' },
];

/** Shows the state, the newest tick, and everything that happened with its time since the run began. */
export function createPage(): Page {
  const state = element('p', 'state');
  const latest = element('p', 'latest', 'no tick yet');
  const story = element('ol', 'story');
  state.role = 'status';
  document.body.append(state, latest, story);
  show(0);

  function show(readyState: number): void {
    const { name = '', meaning = '' } = states[readyState] ?? {};
    document.body.dataset['readyState'] = String(readyState);
    state.replaceChildren(
      element('span', 'label', 'readyState'),
      element('strong', 'number', String(readyState)),
      element('span', 'name', name),
      element('span', 'meaning', meaning),
    );
  }

  return {
    happened(event, readyState) {
      show(readyState);
      const { name = '' } = states[readyState] ?? {};
      const item = element('li', event);
      item.append(
        element('span', 'time', `${(performance.now() / 1000).toFixed(1)} s`),
        element('code', 'event', event),
        element('span', 'then', `${readyState} ${name}`),
      );
      story.prepend(item);
    },
    tick(count) {
      latest.textContent = `tick ${count}`;
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
