/** What one API has told the page, and when. */
export interface Diary {
  /** The API fired an event other than data. */
  heard(event: string): void;
  tick(count: number): void;
}

const start = performance.now();

/** Adds a diary to the page: the newest tick, how long nothing has come, and the events of the API. */
export function createDiary(transport: 'sse' | 'ws', name: string): Diary {
  const diary = element('section', transport);
  const latest = element('p', 'latest', 'no tick');
  const silence = element('p', 'silence');
  const events = element('ol', 'events');
  diary.append(element('h2', 'name', name), latest, silence, events);
  document.body.append(diary);
  let heardLast = start;

  function note(event: string): void {
    events.append(element('li', 'event', `${seconds(performance.now() - start)} ${event}`));
  }

  note('created');
  setInterval(() => {
    silence.textContent = `silent for ${seconds(performance.now() - heardLast)}`;
  }, 100);

  return {
    heard(event) {
      heardLast = performance.now();
      note(event);
    },
    tick(count) {
      heardLast = performance.now();
      if (latest.textContent === 'no tick') note('first tick');
      latest.textContent = `tick ${count}`;
    },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
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
