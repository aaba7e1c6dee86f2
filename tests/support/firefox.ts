/** A Firefox as it is installed, in which a test follows one page. Playwright drives one of its own only. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BidiConnection } from './bidi.ts';

/** Nothing that it would do by itself: no look at the network, no reports, no updates. */
const preferences = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
};

/**
 * `FIREFOX_PATH`, else what is on `PATH`; undefined when there is none that answers.
 * A `FIREFOX_PATH` that does not answer is an error, so that a typing mistake skips no test.
 */
export function findFirefox(): string | undefined {
  const asked = process.env['FIREFOX_PATH'];
  if (!asked) return ['firefox-esr', 'firefox'].find(answers);
  if (answers(asked)) return asked;
  throw new Error(
    `FIREFOX_PATH is "${asked}", and no Firefox answers there. Correct it, or unset it to have one found.`,
  );
}

function answers(program: string): boolean {
  const { stdout, status } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return status === 0 && /Firefox/.test(stdout);
}

export class Firefox implements AsyncDisposable {
  readonly #connection: BidiConnection;
  readonly #page: string;
  readonly #end: () => Promise<void>;

  private constructor(connection: BidiConnection, page: string, end: () => Promise<void>) {
    this.#connection = connection;
    this.#page = page;
    this.#end = end;
  }

  static async launch(program: string): Promise<Firefox> {
    const profile = await mkdtemp(path.join(tmpdir(), 'duplex-firefox-'));
    const lines = Object.entries(preferences).map(
      ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
    );
    await writeFile(path.join(profile, 'user.js'), lines.join(''));
    const child = spawn(
      program,
      ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
      { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const ended = once(child, 'exit');
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    process.once('exit', kill);
    const url = await addressIn(child.stderr);
    child.stderr.resume();
    const connection = await BidiConnection.open(`${url}/session`);
    await connection.send('session.new', { capabilities: {} });
    const { contexts } = await connection.send<{ contexts: { context: string }[] }>(
      'browsingContext.getTree',
      {},
    );
    return new Firefox(connection, contexts[0]?.context ?? '', async () => {
      kill();
      await ended;
      process.removeListener('exit', kill);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** Resolves when the page has loaded. */
  async goto(url: string): Promise<void> {
    const context = this.#page;
    await this.#connection.send('browsingContext.navigate', { context, url, wait: 'complete' });
  }

  /** What the function returns in the page, to which it goes as text. @throws what it throws */
  async evaluate<Result>(
    ask: (argument: string) => Result | Promise<Result>,
    argument = '',
  ): Promise<Result> {
    const { type, result, exceptionDetails } = await this.#connection.send<{
      type: 'success' | 'exception';
      result?: { value?: string };
      exceptionDetails?: { text: string };
    }>('script.callFunction', {
      functionDeclaration: `async (argument) => JSON.stringify(await (${ask})(argument))`,
      arguments: [{ type: 'string', value: argument }],
      target: { context: this.#page },
      awaitPromise: true,
    });
    if (type === 'exception') throw new Error(exceptionDetails?.text);
    return JSON.parse(result?.value ?? 'null') as Result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.close();
    await this.#end();
  }
}

async function addressIn(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stream)) {
    const [url] = /ws:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('Firefox ended before it could be followed.');
}
