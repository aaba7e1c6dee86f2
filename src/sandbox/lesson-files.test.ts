import { expect, test } from 'vitest';
import { checkProps, describeSandbox } from './lesson-files.ts';

const sources = {
  'content/lessons/01-one/sandbox/styles.css': 'body {}',
  'content/lessons/01-one/sandbox/index.ts': 'start();',
  'content/lessons/01-one/solution/index.ts': 'finish();',
  'content/lessons/04-four/sandbox/by-hand/index.html': '<script src="index.ts"></script>',
  'content/lessons/04-four/sandbox/by-hand/index.ts': 'start();',
  'content/lessons/04-four/sandbox/nothing/view.ts': '',
};

function sandboxOf(props: object) {
  return describeSandbox(checkProps({ title: 'A title', ...props }), sources, '/runner.0.html');
}

test('reads a lesson with one sandbox and its solution', () => {
  expect(sandboxOf({ lesson: '01-one' })).toEqual({
    key: '01-one',
    title: 'A title',
    files: { '/index.ts': 'start();', '/styles.css': 'body {}' },
    solution: { '/index.ts': 'finish();' },
    open: '/index.ts',
    readOnly: false,
    alongside: false,
    runnerPage: '/runner.0.html',
  });
});

test('offers the faults that a lesson names, in the order of the panel', () => {
  const { faults } = sandboxOf({ lesson: '01-one', faults: 'strip-upgrade, cut' });
  expect(faults).toEqual(['cut', 'strip-upgrade']);
  expect(() => checkProps({ lesson: '01-one', title: 'A title', faults: 'cut,unplug' })).toThrow(
    'There is no fault unplug. There are cut, freeze, delay, jitter, throttle, truncate, buffer, idle-timeout, strip-upgrade, refuse, restart, wrong-content-type, no-content.',
  );
});

test('reads one part of a lesson, in the order of its tabs', () => {
  const sandbox = sandboxOf({ lesson: '04-four', part: 'by-hand', open: 'index.html' });
  expect(Object.keys(sandbox.files)).toEqual(['/index.html', '/index.ts']);
  expect(sandbox).toMatchObject({ key: '04-four/by-hand', open: '/index.html', solution: {} });
});

test.each([
  [
    { lesson: '02-two' },
    '<Sandbox lesson="02-two"> finds no files in content/lessons/02-two/sandbox/. Lessons with sandboxes: 01-one, 04-four.',
  ],
  [
    { lesson: '04-four', part: 'by-foot' },
    '<Sandbox lesson="04-four" part="by-foot"> finds no files in content/lessons/04-four/sandbox/by-foot/. In that lesson\'s sandbox/ there is by-hand, nothing.',
  ],
  [
    { lesson: '04-four', part: 'nothing' },
    '<Sandbox lesson="04-four" part="nothing"> has nothing to start with: add index.ts, or index.html that names a script. It has view.ts.',
  ],
  [
    { lesson: '01-one', open: 'main.ts' },
    '<Sandbox lesson="01-one"> cannot open "main.ts". It has index.ts, styles.css.',
  ],
])('says what is missing: %o', (props, message) => {
  expect(() => sandboxOf(props)).toThrow(new Error(message));
});

test('says which props are wrong', () => {
  expect(() => checkProps({ lesson: '01-one', title: '', hieght: 300 })).toThrow(
    new Error(
      '<Sandbox> has wrong props.\n✖ Unrecognized key: "hieght"\n✖ Too small: expected string to have >=1 characters\n  → at title',
    ),
  );
});
