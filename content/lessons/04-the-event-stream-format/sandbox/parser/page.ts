import { spell } from './spell.ts';
import type { Memory, StreamEvent } from './types.ts';

export interface Page {
  /** Another stream is read from now on. */
  began(): void;
  event(event: StreamEvent, memory: Memory): void;
  ended(memory: Memory): void;
  failed(problem: string): void;
}

/** How many of the newest events stay on the page. */
const kept = 8;

/**
 * A field for a stream's address, and what the parser makes of that stream.
 * @param read Called with the address that is asked for.
 */
export function createPage(address: string, read: (address: string) => void): Page {
  const form = element('form', 'ask');
  const label = element('label', 'address', 'Stream to read ');
  const input = element('input', 'field');
  const state = element('p', 'state');
  const remembered = element('p', 'memory');
  const events = element('ol', 'events');
  let count = 0;
  let streams = 0;
  input.value = address;
  input.spellcheck = false;
  state.role = 'status';
  label.append(input);
  form.append(label, element('button', 'read', 'Read'));
  form.addEventListener('submit', (submission) => {
    submission.preventDefault();
    read(input.value);
  });
  document.body.append(form, state, events, remembered);

  function say(name: 'reading' | 'ended' | 'failed', text: string): void {
    state.dataset['state'] = name;
    state.textContent = `Stream ${streams} ${text}`;
  }

  function remember({ lastEventId, reconnectionTime }: Memory): void {
    remembered.textContent = `Kept for the next connection: last event ID ${spell(lastEventId)}, reconnection time ${reconnectionTime ?? 'not set'}`;
  }

  return {
    began() {
      streams += 1;
      count = 0;
      events.replaceChildren();
      say('reading', 'is being read');
      remember({ lastEventId: '', reconnectionTime: undefined });
    },
    event({ type, data, lastEventId }, memory) {
      count += 1;
      events.append(element('li', 'event', `${type} id ${spell(lastEventId)} ${spell(data)}`));
      if (events.childElementCount > kept) events.firstElementChild?.remove();
      remember(memory);
    },
    ended(memory) {
      remember(memory);
      say('ended', `has ended, ${count} ${count === 1 ? 'event' : 'events'}`);
    },
    failed(problem) {
      say('failed', `has failed: ${problem}`);
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
