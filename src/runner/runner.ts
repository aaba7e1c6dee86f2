/** The page in the preview: compiles what the workbench sends, and keeps one run. Needs a browser's DOM. */
import { compileProgram } from './compile/compile-program.ts';
import { type Asked, CompileFilter } from './control.ts';
import { readPage } from './document/page.ts';
import { createErrorLimit } from './error-limit.ts';
import { errorMessages } from './error-messages.ts';
import { PageAnswers } from './page/page-answers.ts';
import { PageChannel } from './page-channel.ts';
import type { FromRunner, RunError, Theme, ToRunner } from './protocol.ts';
import { Run } from './run.ts';
import type { PlacedError } from './window/error-place.ts';

type StopReason = Extract<FromRunner, { type: 'stopped' }>['reason'];

export class Runner {
  readonly #packageUrls: ReadonlyMap<string, string>;
  readonly #filter = new CompileFilter();
  readonly #channel: PageChannel;
  readonly #answers = new PageAnswers((ask, answer) =>
    this.#send({ type: 'page-answer', ask, answer }),
  );
  #current: { run: Run; name: string } | undefined;
  #first = true;

  /** @param packageUrls the packages that readers may import, with their absolute URLs */
  constructor(parent: Window, packageUrls: ReadonlyMap<string, string>) {
    this.#packageUrls = packageUrls;
    this.#channel = new PageChannel(parent, (message) => this.#handle(message));
  }

  listen(window: Window): void {
    window.addEventListener('message', (event) => this.#channel.receive(event));
    this.#channel.open();
  }

  #handle(message: Exclude<ToRunner, { type: 'register-frame' }>): void {
    switch (message.type) {
      case 'compile': {
        const asked = this.#filter.judge(message.modules);
        if (asked === 'rest') this.#send({ type: 'done', compilatonError: false });
        else if (asked !== 'ignore') this.#start(asked);
        break;
      }
      case 'stop':
        this.#stop('asked');
        break;
      case 'theme':
        this.#setTheme(message.theme);
        break;
      case 'page-ask':
        this.#answers.ask(message.ask, message.question, this.#current?.run.document);
        break;
      case 'page-forget':
        this.#answers.forget(message.ask);
        break;
      case 'refresh':
        // The page says `initialized` again, and its parent compiles again.
        location.reload();
        break;
    }
  }

  #start({ settings, files }: Asked): void {
    const name = settings.run;
    this.#stop('replaced');
    this.#setTheme(settings.theme);
    this.#send({ type: 'start', firstLoad: this.#first });
    this.#first = false;
    this.#send({ type: 'status', status: 'transpiling' });
    const page = readPage(files);
    const packages = new Set(this.#packageUrls.keys());
    const { program, errors = [] } = compileProgram(files, page.scripts, packages);
    const allErrors = [...page.errors, ...errors];
    if (!program || allErrors.length > 0) {
      for (const error of allErrors) this.#sendError(name, 'SyntaxError', error, files);
      this.#send({ type: 'done', compilatonError: true });
      this.#send({ type: 'stopped', run: name, reason: 'error' });
      return;
    }
    // Before any code runs: Sandpack takes both for a sign that earlier errors are gone.
    this.#send({ type: 'status', status: 'evaluating' });
    this.#send({ type: 'success' });
    this.#send({ type: 'done', compilatonError: false });

    const mayTell = createErrorLimit();
    const run = new Run(
      { page, program, files, settings, packageUrls: this.#packageUrls },
      {
        console: (log) => this.#send({ type: 'console', log }),
        connections: (connections) => this.#send({ type: 'connections', run: name, connections }),
        height: (height) => this.#send({ type: 'resize', height }),
        focusTaken: () => this.#send({ type: 'focus-taken', run: name }),
        failed: (reason) => this.#stop(reason),
        error: (error) => {
          if (mayTell(performance.now())) {
            this.#sendError(name, error.title, runErrorOf(error), files);
          }
        },
      },
    );
    this.#current = { run, name };
    run.start();
  }

  #stop(reason: StopReason): void {
    const ended = this.#current;
    if (!ended) return;
    this.#current = undefined;
    this.#answers.end();
    ended.run.end();
    this.#send({ type: 'stopped', run: ended.name, reason });
  }

  #setTheme(theme: Theme): void {
    document.documentElement.style.colorScheme = theme;
    this.#current?.run.setTheme(theme);
  }

  #sendError(
    run: string,
    title: string,
    error: RunError,
    files: ReadonlyMap<string, string>,
  ): void {
    for (const message of errorMessages(run, title, error, files)) this.#send(message);
  }

  #send(message: FromRunner): void {
    this.#channel.send(message);
  }
}

function runErrorOf({ message, place }: PlacedError): RunError {
  return { message, ...place };
}
