import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { helpText, optionsWith, readOptions, UsageError } from './options.ts';

describe('readOptions', () => {
  test('has defaults under names in camel case', () => {
    expect(readOptions([])).toMatchObject({
      port: 4321,
      host: '127.0.0.1',
      siteDir: 'dist/site',
      maxConnectionsPerSpace: 320,
      history: 1000,
    });
  });

  test.each([
    [['--port', '8000'], { port: 8000 }],
    [['--port=0'], { port: 0 }],
    [['--host'], { host: '0.0.0.0' }],
    [['--host', '--port', '8000'], { host: '0.0.0.0', port: 8000 }],
    [['--host', '10.0.0.7'], { host: '10.0.0.7' }],
    [['--max-buffered-bytes', '1024'], { maxBufferedBytes: 1024 }],
    [['--seed', '7'], { seed: '7' }],
    [['--port', '1', '--port', '2'], { port: 2 }],
  ])('reads %j', (argv, expected) => {
    expect(readOptions(argv)).toMatchObject(expected);
  });

  test('reads where it is from the environment, unless the command line says so', () => {
    const environment = {
      PORT: '8000',
      SITE_URL: 'https://guide.example',
      LIVE_URL: 'https://live.example',
      HISTORY: '7',
    };
    expect(readOptions([], environment)).toMatchObject({
      port: 8000,
      siteUrl: 'https://guide.example',
      runnerUrl: '',
      liveUrl: 'https://live.example',
      history: 1000,
    });
    expect(readOptions(['--port', '9000'], environment)).toMatchObject({ port: 9000 });
  });

  test('is null when help is asked for, whatever else is', () => {
    expect(readOptions(['--help'])).toBe(null);
    expect(readOptions(['--port', '8000', '--help'])).toBe(null);
  });

  test.each([
    [['--port', 'many'], '--port takes a whole number from 0 on, not "many".'],
    [['--port', '1.5'], '--port takes a whole number from 0 on, not "1.5".'],
    [['--port='], '--port takes a whole number from 0 on, not "".'],
    [['--history', '0'], '--history takes a whole number from 1 on, not "0".'],
    [
      ['--max-header-bytes', '100'],
      '--max-header-bytes takes a whole number from 2048 on, not "100".',
    ],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(new UsageError(message));
  });

  test.each([
    [['--ports', '1']],
    [['8000']],
    [['--port']],
    [['--__proto__', 'a']],
    [['--constructor', 'a']],
  ])('refuses %j, which it does not know', (argv) => {
    expect(() => readOptions(argv)).toThrow(UsageError);
  });

  test('throws nothing but what tells how to use it', () => {
    const name = fc.constantFrom(...Object.keys(optionsWith({})), 'help', 'other');
    const argument = fc.oneof(
      fc.string(),
      fc.tuple(name, fc.string()).map(([one, value]) => `--${one}=${value}`),
      name.map((one) => `--${one}`),
    );
    fc.assert(
      fc.property(fc.array(argument), fc.dictionary(fc.string(), fc.string()), (argv, env) => {
        try {
          readOptions(argv, env);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

test('the help names every flag with its unit and its default', () => {
  const help = helpText();
  const lines = help.split('\n').filter((line) => line.startsWith('  --'));
  expect(lines).toHaveLength(Object.keys(optionsWith({})).length);
  for (const line of lines) expect(line).toMatch(/^ {2}--[a-z-]+ <[a-z]+> +[a-zA-Z].*$/);
  expect(help).toContain(
    '  --history <count>                     events that a topic keeps (1000)\n',
  );
});
