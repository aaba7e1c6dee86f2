import { expect, test } from 'vitest';
import { PageChannel } from './page-channel.ts';
import type { ToRunner } from './protocol.ts';

function setUp() {
  const posted: { message: unknown; targetOrigin: string }[] = [];
  const heard: ToRunner[] = [];
  const parent = {
    postMessage: (message: unknown, targetOrigin: string) => posted.push({ message, targetOrigin }),
  } as unknown as Window;
  const channel = new PageChannel(parent, (message) => heard.push(message));
  const receive = (data: unknown, origin = 'http://site', source: Window | null = parent): void =>
    channel.receive({ data, origin, source });
  return { posted, heard, channel, receive };
}

const register = { type: 'register-frame', origin: 'http://site', id: 7 };

test('says that it is there to anybody, and more to its parent alone', () => {
  const { posted, channel, receive } = setUp();
  channel.open();
  channel.send({ type: 'success' });
  receive(register);
  channel.send({ type: 'success' });
  expect(posted).toEqual([
    { message: { type: 'initialized', codesandbox: true }, targetOrigin: '*' },
    { message: { type: 'success', $id: 7, codesandbox: true }, targetOrigin: 'http://site' },
  ]);
});

test('hears the parent that has registered', () => {
  const { heard, receive } = setUp();
  receive({ type: 'stop', $id: 7 });
  receive(register);
  receive({ type: 'stop', $id: 7 });
  expect(heard).toEqual([{ type: 'stop', $id: 7 }]);
});

test.each<[string, unknown, string?, (Window | null)?]>([
  ['another window', { type: 'stop', $id: 7 }, 'http://site', {} as Window],
  ['no window', { type: 'stop', $id: 7 }, 'http://site', null],
  ['another origin', { type: 'stop', $id: 7 }, 'http://elsewhere'],
  ['another channel', { type: 'stop', $id: 8 }],
  ['no channel', { type: 'stop' }],
  ['text', 'stop'],
  ['null', null],
])('does not hear %s', (_what, data, ...from) => {
  const { heard, receive } = setUp();
  receive(register);
  receive(data, ...from);
  expect(heard).toEqual([]);
});

test('the first to register keeps the page, and may change its channel', () => {
  const { heard, receive } = setUp();
  receive(register, 'null');
  receive({ type: 'register-frame', origin: 'http://site' });
  receive(register);
  receive({ ...register, id: 9 }, 'http://elsewhere');
  receive({ ...register, id: 8 });
  receive({ type: 'stop', $id: 9 });
  receive({ type: 'stop', $id: 8 });
  expect(heard).toEqual([{ type: 'stop', $id: 8 }]);
});
