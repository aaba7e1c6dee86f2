// Browser only: two live streams side by side, and a plug to pull on both.

import { usualOutage } from '../../live/outage.ts';
import { ServerProblem, startAgain } from '../../sandbox/space.ts';
import { tabSpaces } from '../../sandbox/tab-space.ts';
import { followEventSource } from './follow-event-source.ts';
import { followWebSocket } from './follow-web-socket.ts';
import { Lane } from './lane.ts';

/** The number of the tick in an event of `clock`, as either transport carries it. */
function countOf(event: MessageEvent<string>): number {
  const message = JSON.parse(event.data) as { count?: number; data?: { count?: number } };
  return message.data?.count ?? message.count ?? 0;
}

class LiveProof extends HTMLElement {
  readonly #eventSource = this.#lane('sse');
  readonly #webSocket = this.#lane('ws');
  readonly #plug = this.#button('plug');
  readonly #again = this.#button('again');
  #space = '';
  #close = () => {};
  #backUp: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#plug.addEventListener('click', () => void this.#pull());
    this.#again.addEventListener('click', () => void this.#start());
    // A page that nobody looks at would keep two of the few connections that a browser has for the live server.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#close();
      else void this.#start();
    });
    if (!document.hidden) void this.#start();
  }

  async #start(): Promise<void> {
    this.#close();
    clearTimeout(this.#backUp);
    this.#say('network', 'Network: up');
    this.#plug.disabled = this.#again.disabled = true;
    for (const lane of [this.#eventSource, this.#webSocket]) {
      lane.reset();
      lane.say('waiting', 'Connecting');
    }
    try {
      const { id, base } = await tabSpaces.space();
      this.#space = id;
      this.#tell('live');
      this.#follow(base);
      this.#plug.disabled = false;
    } catch (problem) {
      this.#noServer(problem);
    }
  }

  #follow(base: string): void {
    const stream = this.#followStream(base);
    const socket = this.#followSocket(base);
    this.#close = () => {
      stream.close();
      // Its own ending is no news.
      socket.onclose = null;
      socket.close();
    };
  }

  #followStream(base: string): EventSource {
    const lane = this.#eventSource;
    let lostAfter = 0;
    const stream = followEventSource(base, (event) => {
      const count = countOf(event);
      if (lostAfter > 0) {
        const missing = count - lostAfter - 1;
        lane.say(
          'open',
          `Reconnected by itself and resumed after event ${lostAfter}: ${missing === 0 ? 'nothing missed' : `${missing} missed`}.`,
        );
        lostAfter = 0;
      }
      lane.arrive(count);
    });
    stream.onopen = () => {
      if (lostAfter === 0) lane.say('open', 'Open');
    };
    stream.onerror = () => {
      lostAfter ||= lane.last;
      if (stream.readyState === EventSource.CLOSED) {
        lane.say('closed', 'Closed for good: this browser does not try again.');
        this.#again.disabled = false;
      } else {
        lane.say('lost', 'The line is dead. Reconnecting…');
      }
    };
    return stream;
  }

  #followSocket(base: string): WebSocket {
    const lane = this.#webSocket;
    const socket = followWebSocket(base, (event) => lane.arrive(countOf(event)));
    socket.onopen = () => lane.say('open', 'Open');
    socket.onclose = ({ code }) => {
      lane.say('closed', `Closed, code ${code}. Nobody reconnects unless you write it.`);
      this.#again.disabled = false;
    };
    return socket;
  }

  async #pull(): Promise<void> {
    this.#plug.disabled = true;
    const answer = await fetch(`/api/spaces/${this.#space}/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault: 'cut', for: usualOutage }),
    }).catch(() => undefined);
    if (!answer?.ok) return this.#noServer(undefined);
    this.#again.disabled = false;
    this.#again.focus();
    this.#say('network', `Network: down for ${usualOutage / 1000} seconds`);
    this.#backUp = setTimeout(() => this.#say('network', 'Network: up again'), usualOutage);
  }

  /** Here, and above, where the page says what it shows. */
  #tell(server: 'live' | 'none'): void {
    this.dataset['server'] = server;
    for (const sentence of document.querySelectorAll<HTMLElement>('.hero [data-server]')) {
      sentence.hidden = sentence.dataset['server'] !== server;
    }
  }

  #say(part: string, sentence: string): void {
    const element = this.querySelector(`[data-part="${part}"]`);
    if (element) element.textContent = sentence;
  }

  #noServer(problem: unknown): void {
    this.#close();
    this.#tell('none');
    for (const lane of [this.#eventSource, this.#webSocket]) lane.say('waiting', 'No server');
    this.#again.disabled = false;
    this.#say('network', 'Network: no server');
    this.#say(
      'notice',
      problem instanceof ServerProblem && problem.reason !== 'away'
        ? `${problem.message} ${problem.help}`
        : `No live server answers this page. ${startAgain} press “Start again”.`,
    );
  }

  #lane(name: string): Lane {
    const root = this.querySelector<HTMLElement>(`[data-lane="${name}"]`);
    if (!root) throw new Error(`LiveProof.astro has no lane "${name}".`);
    return new Lane(root, () => this.#draw());
  }

  #draw(): void {
    const lanes = [this.#eventSource, this.#webSocket];
    const drawn = lanes.map((lane) => lane.drawn).filter(({ first }) => first > 0);
    const first = Math.min(...drawn.map((lane) => lane.first));
    const newest = Math.max(...drawn.map((lane) => lane.latest));
    for (const lane of lanes) lane.draw(first, newest);
  }

  #button(name: string): HTMLButtonElement {
    const button = this.querySelector<HTMLButtonElement>(`button[data-part="${name}"]`);
    if (!button) throw new Error(`LiveProof.astro has no button "${name}".`);
    return button;
  }
}

customElements.define('duplex-live-proof', LiveProof);
