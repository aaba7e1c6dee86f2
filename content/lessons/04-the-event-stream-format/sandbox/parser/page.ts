import type { Failure, Verdict } from './judge.ts';
import type { StreamEvent } from './types.ts';

/** Lists how the parser did, each failure with its first reason. */
export function showVerdicts(verdicts: Verdict[]): void {
  const passed = verdicts.filter(({ whole, pieces }) => whole === null && pieces === null);
  const summary = element('p', 'summary', `${passed.length} of ${verdicts.length} cases pass`);
  const list = element('ul', 'cases');
  summary.role = 'status';
  list.append(...verdicts.map(showVerdict));
  document.body.append(summary, list);
}

function showVerdict({ rule, whole, pieces }: Verdict): HTMLElement {
  const item = element('li', whole === null && pieces === null ? 'passes' : 'fails');
  const marks = element('p', 'marks');
  marks.append(showMark('one chunk', whole), showMark('any chunks', pieces));
  item.append(element('p', 'rule', rule), marks);
  const failure = whole ?? pieces;
  if (failure !== null) item.append(showFailure(failure));
  return item;
}

function showMark(name: string, failure: Failure | null): HTMLElement {
  return element('span', failure === null ? 'passed' : 'failed', name);
}

function showFailure({ how, expected, actual }: Failure): HTMLElement {
  const details = element('details', 'failure');
  details.append(
    element('summary', 'how', `Fails ${how}`),
    element('p', 'label', 'Expected'),
    element('pre', 'outcome', expected),
    element('p', 'label', 'Your parser'),
    element('pre', 'outcome', actual),
  );
  return details;
}

/** Adds a place for live events; call what it returns with each of them. */
export function showLiveEvents(name: string): (event: StreamEvent) => void {
  const heading = element('h2', 'live', name);
  const events = element('ol', 'events');
  document.body.prepend(heading, events);
  return ({ type, data, lastEventId }) => {
    events.append(element('li', 'event', `${lastEventId} ${type} ${data}`));
    if (events.childElementCount > 3) events.firstElementChild?.remove();
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
