/** `<duplex-plug>`: resets every connection of the reader's space, and keeps it cut for a while. Browser only. */
import { ServerProblem, startAgain } from '../sandbox/space.ts';
import { tabSpaces } from '../sandbox/tab-space.ts';

class Plug extends HTMLElement {
  #backIn: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => void this.#pull());
  }

  disconnectedCallback(): void {
    clearTimeout(this.#backIn);
  }

  async #pull(): Promise<void> {
    const outage = Number(this.dataset['outage']);
    const seconds = outage / 1000;
    try {
      await cut(outage);
    } catch (problem) {
      if (!(problem instanceof ServerProblem)) throw problem;
      this.#show('in', `${problem.message} ${problem.help}`);
      return;
    }
    this.#show('out', `Cut. Your connections were reset, and none gets through for ${seconds} s.`);
    // Pulling it again starts the outage again.
    clearTimeout(this.#backIn);
    this.#backIn = setTimeout(
      () => this.#show('in', `Up again, after ${seconds} s. Who has come back?`),
      outage,
    );
  }

  #show(state: 'in' | 'out', text: string): void {
    this.dataset['state'] = state;
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = text;
  }
}

/** @throws {ServerProblem} */
async function cut(outage: number): Promise<void> {
  const { id } = await tabSpaces.space();
  const answer = await fetch(`/api/spaces/${id}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: 'cut', for: outage }),
  }).catch(() => undefined);
  if (answer?.ok) return;
  throw new ServerProblem(
    'away',
    'The plug could not be pulled: the server does not answer.',
    `${startAgain} try again.`,
  );
}

customElements.define('duplex-plug', Plug);
