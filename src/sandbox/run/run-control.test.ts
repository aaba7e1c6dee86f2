import { expect, test, vi } from 'vitest';
import type { RunSettings, ToRunner } from '../../runner/protocol.ts';
import type { Files } from '../description.ts';
import { ServerProblem, type Space } from '../space.ts';
import { type Frame, RunControl } from './run-control.ts';

class FakeFrame implements Frame {
  readonly calls: string[] = [];
  readonly runs: RunSettings[] = [];
  readonly sent: ToRunner[] = [];

  async load(url: string): Promise<void> {
    this.calls.push(`load ${url}`);
  }
  run(_files: Files, settings: RunSettings): void {
    this.calls.push('run');
    this.runs.push(settings);
  }
  send(message: ToRunner): void {
    this.calls.push(message.type);
    this.sent.push(message);
  }
  stop(): void {
    this.calls.push('stop');
  }
  destroy(): void {
    this.calls.push('destroy');
  }
}

const space: Space = { id: 'one', base: 'http://live.test/s/one/' };
const files = { '/index.ts': '' };

function setUp(
  getSpace: () => Promise<Space> = async () => space,
  remembered?: Space,
  record = async () => {},
) {
  const frame = new FakeFrame();
  const control = new RunControl({
    spaces: {
      origins: async () => ({ site: '', runner: 'http://runner.test', live: '' }),
      remembered: () => remembered,
      space: getSpace,
    },
    runnerPage: '/runner.0.html',
    alongside: false,
    theme: () => 'dark',
    record,
  });
  control.attach(frame);
  return { frame, control };
}

test('runs the files in the space, with a new run each time', async () => {
  const { frame, control } = setUp();
  await control.start(files);
  control.receive({ type: 'start' });
  await control.start(files);
  const [first, second] = frame.runs;
  expect(first).toMatchObject({ base: space.base, theme: 'dark' });
  expect(second?.run).not.toBe(first?.run);
  expect(new Set(frame.calls)).toEqual(new Set(['load http://runner.test/runner.0.html', 'run']));
});

test('does not run what was stopped before it began', async () => {
  const { promise, resolve } = Promise.withResolvers<Space>();
  const { frame, control } = setUp(() => promise);
  const started = control.start(files);
  control.stop();
  resolve(space);
  await started;
  expect(frame.runs).toEqual([]);
  expect(control.state().phase).toBe('stopped');
});

test('begins when the wire is recorded', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { frame, control } = setUp(undefined, space, () => promise);
  const started = control.start(files);
  await vi.waitFor(() => expect(frame.calls).toContain('load http://runner.test/runner.0.html'));
  expect(frame.runs).toEqual([]);
  resolve();
  await started;
  expect(frame.runs).toHaveLength(1);
});

test('runs at once where it ran last, and does not begin again', async () => {
  const { promise, resolve } = Promise.withResolvers<Space>();
  const { frame, control } = setUp(() => promise, space);
  const started = control.start(files);
  await vi.waitFor(() => expect(frame.runs).toHaveLength(1));
  resolve(space);
  await started;
  expect(frame.runs).toMatchObject([{ base: space.base }]);
});

test('begins again in a new space when the last one is forgotten', async () => {
  const fresh = { id: 'two', base: 'http://live.test/s/two/' };
  const { frame, control } = setUp(async () => fresh, space);
  await control.start(files);
  expect(frame.runs).toMatchObject([{ base: space.base }, { base: fresh.base }]);
  expect(control.state().run).toBe(frame.runs.at(-1)?.run);
  expect(frame.runs[0]?.run).not.toBe(frame.runs[1]?.run);
});

test('says why there is no server, ends the run that is still there, and tries again', async () => {
  const answers: (() => Promise<Space>)[] = [
    async () => space,
    () => Promise.reject(new ServerProblem('absent', 'Nobody answers.', 'Start it.')),
    async () => space,
  ];
  const { frame, control } = setUp(() => answers.shift()?.() ?? Promise.reject(new Error()));
  await control.start(files);
  control.receive({ type: 'start' });
  await control.start(files);
  expect(control.state()).toMatchObject({
    phase: 'no-server',
    problem: { message: 'Nobody answers.', help: 'Start it.' },
  });
  expect(frame.calls.at(-1)).toBe('stop');
  await control.start(files);
  expect(frame.calls.at(-1)).toBe('run');
});

test('loads the runner again when it has not answered to a run', async () => {
  const { frame, control } = setUp();
  await control.start(files);
  await control.start(files);
  expect(frame.calls.slice(-4)).toEqual([
    'run',
    'destroy',
    'load http://runner.test/runner.0.html',
    'run',
  ]);
});

test('starting one sandbox stops another', async () => {
  const [one, other] = [setUp(), setUp()];
  await one.control.start(files);
  one.control.receive({ type: 'start' });
  await other.control.start(files);
  expect(one.control.state().phase).toBe('stopped');
  expect(one.frame.calls.at(-1)).toBe('stop');
});

test('renders the first message at once and a flood in batches', async () => {
  vi.useFakeTimers();
  try {
    const { control } = setUp();
    await control.start(files);
    const rendered = vi.fn();
    control.subscribe(rendered);
    control.receive({ type: 'start' });
    expect(rendered).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 1000; count += 1) {
      control.receive({ type: 'console', log: [{ method: 'log', id: '', data: [count] }] });
    }
    expect(rendered).toHaveBeenCalledTimes(1);
    vi.runAllTimers();
    expect(rendered).toHaveBeenCalledTimes(2);
    expect(control.state().lines.at(-1)?.values).toEqual([999]);
  } finally {
    vi.useRealTimers();
  }
});

test('asks the page, and answers when all that was said before is known', async () => {
  const { frame, control } = setUp();
  await control.start(files);
  control.receive({ type: 'start' });
  const asking = control.askPage({ about: 'texts', selector: 'p' });
  const asked = frame.sent.find((message) => message.type === 'page-ask');
  control.receive({ type: 'console', log: [{ method: 'log', id: '1', data: ['said'] }] });
  expect(control.state().lines).toEqual([]);
  control.receive({ type: 'page-answer', ask: asked?.ask ?? 0, answer: { texts: ['one'] } });
  expect(control.state().lines).toHaveLength(1);
  await expect(asking.answer).resolves.toEqual({ texts: ['one'] });
  asking.forget();
  const given = control.askPage({ about: 'press', selector: 'p' });
  given.forget();
  expect(frame.calls.filter((call) => call.startsWith('page'))).toEqual([
    'page-ask',
    'page-ask',
    'page-forget',
  ]);
  const late = control.askPage({ about: 'press', selector: 'p' });
  control.detach();
  await expect(late.answer).resolves.toEqual({ ended: true });
});
