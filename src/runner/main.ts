/** The page inside the preview: gets a sandbox's files from the workbench and runs them. */
import packages from 'virtual:packages';
import { Channel } from './channel.ts';
import { RUN_FILE, type RunSettings, type SandpackModule, type ToRunner } from './protocol.ts';
import { ReaderError } from './reader-error.ts';
import { Run } from './run.ts';

let current: Run | undefined;
let lastCompiled = '';

const channel = new Channel((message) => {
  switch (message.type) {
    case 'compile':
      void compile(message);
      break;
    case 'stop':
      current?.end('asked');
      break;
    case 'theme':
      current?.setTheme(message.theme);
      break;
    case 'refresh':
      window.location.reload();
      break;
    default:
  }
});

async function compile({ modules }: Extract<ToRunner, { type: 'compile' }>): Promise<void> {
  // Sandpack sends the same files twice when it starts.
  const compiled = JSON.stringify(modules);
  if (compiled === lastCompiled) return;
  lastCompiled = compiled;
  const settings = readSettings(modules);
  if (settings === null) {
    channel.send({ type: 'done', compilatonError: false });
    return;
  }
  current?.end('replaced');
  const run = new Run(settings.run, channel.send);
  current = run;
  channel.send({ type: 'start' });
  channel.send({ type: 'status', status: 'transpiling' });
  const files = new Map(Object.entries(modules).map(([path, { code }]) => [path, code]));
  try {
    await run.start(files, packages, settings);
    if (run !== current) return;
    channel.send({ type: 'success' });
    channel.send({ type: 'done', compilatonError: false });
    channel.send({ type: 'status', status: 'idle' });
  } catch (error) {
    if (run !== current) return;
    run.report(error instanceof ReaderError ? error.runError : { message: String(error) });
    channel.send({ type: 'done', compilatonError: true });
    run.end('error');
  }
}

/** A compile without settings is Sandpack's own and runs nothing. */
function readSettings(modules: Record<string, SandpackModule>): RunSettings | null {
  const text = modules[RUN_FILE]?.code;
  return text === undefined ? null : (JSON.parse(text) as RunSettings);
}
