/** For the runner's browser tests: the built runner in a page that speaks to it, and a live server that counts. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { buildRunner, type RunnerManifest } from '../../../src/build/runner.ts';
import {
  type FromRunner,
  RUN_FILE,
  type RunError,
  type RunSettings,
  type ToRunner,
} from '../../../src/runner/protocol.ts';
import { type LiveStandIn, startLiveStandIn } from './live-stand-in.ts';
import { serveElsewhere, serveRunner, serveStage } from './servers.ts';
import type { Stage } from './stage-page.ts';

interface House {
  stagePort: number;
  runnerPort: number;
  /** The runner without a policy in its header. */
  bareRunnerPort: number;
  page: string;
  live: LiveStandIn;
  elsewhere: { port: number; requests: string[] };
}

export type Files = Record<string, string>;
type Message<Type extends FromRunner['type']> = Extract<FromRunner, { type: Type }>;

/** The runner on its stage, in one page of the browser. */
export class OnStage {
  readonly page: Page;
  readonly house: House;
  readonly host: string;
  #runs = 0;

  constructor(page: Page, house: House, host: string) {
    this.page = page;
    this.house = house;
    this.host = host;
  }

  get live(): LiveStandIn {
    return this.house.live;
  }

  get liveOrigin(): string {
    return `http://${this.host}:${this.live.port}`;
  }

  get runnerOrigin(): string {
    return `http://${this.host}:${this.house.runnerPort}`;
  }

  /** The document of the current run. */
  get document() {
    return this.page.frameLocator('iframe').frameLocator('iframe');
  }

  async load(runnerOrigin = this.runnerOrigin): Promise<void> {
    await this.page.goto(`http://${this.host}:${this.house.stagePort}/`);
    const url = runnerOrigin + this.house.page;
    await this.page.evaluate((runner) => window.stage.load(runner), url);
  }

  /** Runs files as the workbench does; returns the run's name when the runner has answered. */
  async run(files: Files | string, settings: Partial<RunSettings> = {}): Promise<string> {
    this.#runs += 1;
    const run = `run-${this.#runs}`;
    const answered = (await this.messages('done')).length;
    await this.compile(files, { run, ...settings });
    await expect.poll(async () => (await this.messages('done')).length).toBeGreaterThan(answered);
    return run;
  }

  /** Sends files; without settings as Sandpack does when nobody has asked for a run. */
  compile(files: Files | string, settings?: Partial<RunSettings>): Promise<void> {
    const all: Files = typeof files === 'string' ? { '/index.ts': files } : { ...files };
    if (settings) {
      const base = `${this.liveOrigin}/s/space/`;
      all[RUN_FILE] = JSON.stringify({ run: 'run', base, theme: 'light', ...settings });
    }
    return this.page.evaluate((sent) => window.stage.compile(sent), all);
  }

  dispatch(message: ToRunner): Promise<void> {
    return this.page.evaluate((sent) => window.stage.dispatch(sent), message);
  }

  async messages<Type extends FromRunner['type']>(type: Type): Promise<Message<Type>[]> {
    const all = await this.page.evaluate((): Stage['messages'] => window.stage.messages);
    return all.filter((message): message is Message<Type> => message.type === type);
  }

  /** What was logged so far, each call as its method and its values. */
  async logged(): Promise<unknown[][]> {
    const batches = await this.messages('console');
    return batches.flatMap(({ log }) => log.map(({ method, data }) => [method, ...data]));
  }

  async errors(): Promise<RunError[]> {
    return (await this.messages('run-error')).map(({ error }) => error);
  }

  /** What the latest report says, such as `event-source open`. */
  async connections(): Promise<string[]> {
    const { connections } = (await this.messages('connections')).at(-1) ?? { connections: [] };
    return connections.map(({ kind, state }) => `${kind} ${state}`);
  }
}

export const test = base.extend<{ stage: OnStage; host: string }, { house: House }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that this fixture needs no other.
    async ({}, use) => {
      const directory = await mkdtemp(join(tmpdir(), 'duplex-runner-'));
      await buildRunner(directory);
      const manifest = JSON.parse(
        await readFile(join(directory, 'manifest.json'), 'utf8'),
      ) as RunnerManifest;
      await using live = await startLiveStandIn();
      await using elsewhere = await serveElsewhere();
      await using runner = await serveRunner(directory, manifest.contentSecurityPolicy, live.port);
      await using bareRunner = await serveRunner(directory, undefined, live.port);
      await using stage = await serveStage();
      const ports = {
        stagePort: stage.port,
        runnerPort: runner.port,
        bareRunnerPort: bareRunner.port,
      };
      await use({ ...ports, page: manifest.page, live, elsewhere });
      await rm(directory, { recursive: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  host: ['127.0.0.1', { option: true }],
  stage: async ({ page, house, host }, use) => {
    const stage = new OnStage(page, house, host);
    await stage.load();
    await use(stage);
    await page.close();
    // Nothing of one test is left for the next.
    await expect.poll(() => house.live.open).toEqual({ sse: 0, ws: 0, stream: 0 });
    expect(house.elsewhere.requests).toEqual([]);
  },
});

export { expect } from '@playwright/test';
