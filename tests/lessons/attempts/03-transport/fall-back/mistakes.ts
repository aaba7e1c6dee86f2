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
  {
    name: 'never clears its timer',
    fails: 'stays on one stream while nothing is in the way',
    file,
    instead: '      clearTimeout(timer);\n      timer = setTimeout(fail, patience);\n',
    by: '',
  },
  {
    name: 'keeps knocking behind its event stream',
    fails: 'gets through where Upgrade is stripped',
    file,
    instead: "      socket.addEventListener('close', fail);\n",
    by: "      socket.addEventListener('close', fail);\n      socket.addEventListener('close', () => setTimeout(openWebSocket, 1000));\n",
  },
  {
    name: 'never gives back',
    fails: 'goes on without a gap when a proxy that buffers comes in the way',
    file,
    instead: "const other = transport === 'ws' ? 'sse' : 'ws';",
    by: "const other = 'sse';",
  },
  {
    name: 'goes on one tick too early',
    fails: 'goes on without a gap when a proxy that strips comes in the way',
    file,
    instead: '      lastEventId = id;\n',
    by: "      const [epoch, number] = id.split('-');\n      lastEventId = [epoch, Math.max(0, Number(number) - 1)].join('-');\n",
  },
];
