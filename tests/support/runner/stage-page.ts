/** The page around the runner in its tests: Sandpack's own client, an editor to type in, and a list of what was said. */
import { SandpackRuntime } from '@codesandbox/sandpack-client/clients/runtime';
import type { FromRunner, ToRunner } from '../../../src/runner/protocol.ts';

export interface Stage {
  /** All messages of the runner, in order. */
  messages: FromRunner[];
  /** Loads the runner's page as the workbench does. */
  load(url: string): Promise<void>;
  /** Sends a compile through Sandpack's client. */
  compile(files: Record<string, string>): void;
  dispatch(message: ToRunner): void;
  frame: HTMLIFrameElement;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const frame = document.querySelector('iframe');
if (!frame) throw new Error('The stage has no frame.');
let client: SandpackRuntime | undefined;

function setupOf(files: Record<string, string>) {
  return {
    files: Object.fromEntries(Object.entries(files).map(([path, code]) => [path, { code }])),
    entry: '/index.ts',
    dependencies: {},
    template: 'parcel' as const,
  };
}

window.stage = {
  messages: [],
  frame,
  load(url) {
    client = new SandpackRuntime(frame, setupOf({}), { bundlerURL: url });
    return new Promise((resolve) => {
      client?.listen((message) => {
        window.stage.messages.push(message as unknown as FromRunner);
        resolve();
      });
    });
  },
  compile(files) {
    client?.updateSandbox(setupOf(files));
  },
  dispatch: (message) => client?.dispatch(message as Parameters<SandpackRuntime['dispatch']>[0]),
};
