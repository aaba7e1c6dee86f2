/** Shows what the page saw of a stream, and how it compares with the prediction. Browser only. */
import type { Observation, SentEventId } from './outcome.ts';
import { element, type Parts } from './parts.ts';
import { addressOfSection, type Preset } from './presets.ts';
import type { Question } from './questions.ts';

export const noIdea = 'no idea';

export function showQuestion(
  { question, choices }: Parts,
  { text, choices: given }: Question,
): void {
  question.textContent = text;
  choices.replaceChildren(
    ...[...given, noIdea].map((choice) => {
      const input = element('input', '');
      input.type = 'radio';
      input.name = 'composer-prediction';
      input.value = choice;
      return element('label', '', input, element('span', choice === noIdea ? '' : 'value', choice));
    }),
  );
}

export function predictionIn({ choices }: Parts): string | undefined {
  return choices.querySelector<HTMLInputElement>('input:checked')?.value;
}

export function showObservation({ log }: Parts, observation: Observation): void {
  const time = `${(observation.at / 1000).toFixed(2)} s`;
  log.append(
    element('li', observation.kind, element('span', 'time', time), ...detailsOf(observation)),
  );
}

function detailsOf(observation: Observation): (Node | string)[] {
  switch (observation.kind) {
    case 'open':
      return [code('open'), state('OPEN')];
    case 'event': {
      const { type, data, lastEventId } = observation.event;
      return [
        code(`event ${type}`),
        element('span', 'detail', 'data ', code(JSON.stringify(data))),
        element('span', 'detail', 'lastEventId ', code(JSON.stringify(lastEventId))),
      ];
    }
    case 'error':
      return [code('error'), state(observation.reconnecting ? 'CONNECTING' : 'CLOSED')];
    case 'reopened':
      return [code('open'), state('OPEN'), ...describeRequest(observation.lastEventId)];
  }
}

function describeRequest(lastEventId: SentEventId): Node[] {
  if (lastEventId === undefined) return [];
  const header =
    lastEventId === null
      ? ['had no ', code('Last-Event-ID')]
      : ['carried ', code(`Last-Event-ID: ${lastEventId}`)];
  return [element('span', 'detail', 'its request ', ...header)];
}

export function showVerdict(
  { verdict }: Parts,
  answer: string | undefined,
  prediction: string | undefined,
  preset: Preset | undefined,
): void {
  const right = prediction === answer;
  verdict.replaceChildren(element('p', right ? 'right' : 'other', ...compare(answer, prediction)));
  if (preset === undefined) return;
  const link = element('a', '', `HTML standard, section ${preset.section}`);
  link.href = addressOfSection(preset.section);
  verdict.append(element('p', 'rule', `${preset.rule} `, link));
}

function compare(answer: string | undefined, prediction: string | undefined): (Node | string)[] {
  if (answer === undefined) return ['The second request could not be seen on the wire.'];
  if (answer === prediction) return ['As you predicted: ', code(answer), '.'];
  const guessed = prediction !== undefined && prediction !== noIdea;
  return ['It was ', code(answer), ...(guessed ? ['; you predicted ', code(prediction)] : []), '.'];
}

function state(name: string): HTMLElement {
  return element('span', 'detail', 'readyState ', code(name));
}

function code(text: string): HTMLElement {
  return element('code', '', text);
}
