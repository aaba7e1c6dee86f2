import type { Mistake } from '../../../mistake.ts';

const file = 'follow.ts';

export const mistakes: readonly Mistake[] = [
  {
    name: 'never changes over',
    fails: 'gets through where Upgrade is stripped',
    file,
    instead: 'hasWorked ? transport : other',
    by: 'transport',
  },
  {
    name: 'gives up on slow lines',
    fails: 'waits for a slow line',
    file,
    instead: 'const patience = 5000;',
    by: 'const patience = 1000;',
  },
  {
    name: 'forgets the id of the last tick',
    fails: 'goes on without a gap when a proxy that strips comes in the way',
    file,
    instead: '      lastEventId = id;\n',
    by: '',
  },
  {
    name: 'leaves the silent stream open',
    fails: 'goes on without a gap when a proxy that buffers comes in the way',
    file,
    instead: '      line.close();\n',
    by: '',
  },
  {
    name: 'starts its timer when the line is open',
    fails: 'goes on without a gap when a proxy that buffers comes in the way',
    file,
    instead: 'let timer = setTimeout(fail, patience);',
    by: "let timer: ReturnType<typeof setTimeout> | undefined;\n    line.addEventListener('open', () => {\n      clearTimeout(timer);\n      timer = setTimeout(fail, patience);\n    });",
  },
  {
    name: 'watches the first silence alone',
    fails: 'goes on without a gap when a proxy that buffers comes in the way',
    file,
    instead: '      clearTimeout(timer);\n      timer = setTimeout(fail, patience);\n',
    by: '      clearTimeout(timer);\n',
  },
];
