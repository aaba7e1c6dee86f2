/** `<duplex-composer>`: what is to be sent, a prediction, and what became of it. Browser only. */
import { showChunks } from './byte-view.ts';
import { problemWith } from './composition.ts';
import { insert, lineEndIn, readDraft, writeDraft } from './draft.ts';
import {
  noIdea,
  predictionIn,
  showObservation,
  showQuestion,
  showVerdict,
} from './outcome-view.ts';
import { type Parts, partsOf } from './parts.ts';
import { type Preset, presets } from './presets.ts';
import { howMany, type Question } from './questions.ts';
import { RequestWatch } from './request-watch.ts';
import { send } from './sending.ts';
import { scrollAlong, showMarks } from './text-view.ts';

class Composer extends HTMLElement {
  /** Undefined for a stream that the reader has changed. */
  #preset: Preset | undefined;
  #hangUp = (): void => {};
  readonly #requests = new RequestWatch();

  connectedCallback(): void {
    const parts = partsOf(this);
    const { preset, text, lineEnd, every, end } = parts;
    preset.addEventListener('change', () => this.#load(parts, preset.value));
    text.addEventListener('input', () => this.#edited(parts));
    text.addEventListener('scroll', () => scrollAlong(parts));
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#send(parts);
    });
    for (const option of [lineEnd, every, end]) {
      option.addEventListener('change', () => this.#edited(parts));
    }
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-insert]')) {
      button.addEventListener('click', () => insert(text, button.dataset['insert'] ?? ''));
    }
    parts.send.addEventListener('click', () => this.#send(parts));
    parts.stop.addEventListener('click', () => this.#stop(parts, 'You hung up.'));
    this.#load(parts, preset.value);
  }

  disconnectedCallback(): void {
    this.#hangUp();
    this.#requests.stop();
  }

  get #question(): Question {
    return this.#preset?.question ?? howMany();
  }

  #load(parts: Parts, id: string): void {
    this.#preset = presets.find((preset) => preset.id === id);
    if (this.#preset !== undefined) writeDraft(parts, this.#preset);
    this.#changed(parts);
  }

  #edited(parts: Parts): void {
    this.#preset = undefined;
    parts.preset.value = '';
    this.#changed(parts);
  }

  /** What has been seen belongs to what was sent: a changed stream starts afresh. */
  #changed(parts: Parts): void {
    this.#stop(parts, '');
    this.#clear(parts);
    showMarks(parts, lineEndIn(parts.lineEnd));
    showChunks(parts.chunks, readDraft(parts));
    showQuestion(parts, this.#question);
  }

  #clear({ verdict, log }: Parts): void {
    verdict.replaceChildren();
    log.replaceChildren();
  }

  #send(parts: Parts): void {
    const composition = readDraft(parts);
    const problem = problemWith(composition);
    const prediction = predictionIn(parts);
    if (problem !== undefined) {
      this.#stop(parts, problem);
      return;
    }
    if (prediction === undefined) {
      parts.choices.querySelector('input')?.focus();
      this.#stop(parts, `Predict first: “${noIdea}” is a choice too.`);
      return;
    }
    this.#stop(parts, 'Sending…');
    this.#clear(parts);
    parts.stop.disabled = false;
    const preset = this.#preset;
    const question = this.#question;
    this.#hangUp = send(composition, question, this.#requests, {
      observed: (observation) => showObservation(parts, observation),
      settled: (outcome) => {
        parts.status.textContent =
          composition.end === 'hold'
            ? 'The response stays open.'
            : 'The response has ended. The browser is about to connect again.';
        showVerdict(parts, question.answer(outcome), prediction, preset);
      },
      finished: (
        trouble = 'The browser has connected again; the composer has closed the stream.',
      ) => this.#stop(parts, trouble),
    });
  }

  #stop({ stop, status }: Parts, text: string): void {
    this.#hangUp();
    this.#hangUp = () => {};
    stop.disabled = true;
    status.textContent = text;
  }
}

customElements.define('duplex-composer', Composer);
