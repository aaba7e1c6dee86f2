import type { Mistake } from '../../../mistake.ts';

const file = 'follow.ts';
const drawn = 'Math.random() * Math.min(cap, base * 2 ** failures)';
const grows = 'waits longer after each failure, and never more than a second';
const isDrawn = 'draws each wait by lot, from 0 up to the bound';
const counts = 'counts a failure until a message has come, not until it is open';
const isWhole = 'misses no tick and shows none twice';
const isQuiet = 'is quiet after a deliberate close';

export const mistakes: readonly Mistake[] = [
  {
    name: 'always waits as long',
    fails: grows,
    file,
    instead: drawn,
    by: 'Math.random() * cap',
  },
  { name: 'comes back at once', fails: grows, file, instead: drawn, by: '0' },
  {
    name: 'waits longer by the same each time',
    fails: grows,
    file,
    instead: 'base * 2 ** failures',
    by: 'base * (failures + 1)',
  },
  {
    name: 'has no cap',
    fails: grows,
    file,
    instead: 'Math.min(cap, base * 2 ** failures)',
    by: 'Math.max(0, base * 2 ** failures)',
  },
  {
    name: 'has twice the cap',
    fails: grows,
    file,
    instead: 'const cap = 1000;',
    by: 'const cap = 2000;',
  },
  {
    name: 'has a cap of 1600',
    fails: isDrawn,
    file,
    instead: 'Math.min(cap, base * 2 ** failures)',
    by: 'base * 2 ** Math.min(failures, 4)',
  },
  {
    name: 'has too low a cap',
    fails: grows,
    file,
    instead: 'const cap = 1000;',
    by: 'const cap = 400;',
  },
  {
    name: 'comes back twice, since a refused handshake is an error and a close',
    fails: grows,
    file,
    instead: "    socket.addEventListener('close', (event) => {",
    by: "    socket.addEventListener('error', () => setTimeout(connect, Math.random() * base));\n    socket.addEventListener('close', (event) => {",
  },
  {
    name: 'leaves nothing to chance',
    fails: isDrawn,
    file,
    instead: drawn,
    by: '0.5 * Math.min(cap, base * 2 ** failures)',
  },
  {
    name: 'leaves little to chance',
    fails: isDrawn,
    file,
    instead: 'Math.random() * Math.min',
    by: '(0.4 + 0.2 * Math.random()) * Math.min',
  },
  {
    name: 'leaves half of it to chance',
    fails: isDrawn,
    file,
    instead: 'Math.random() * Math.min',
    by: '(0.5 + 0.5 * Math.random()) * Math.min',
  },
  {
    name: 'starts again with an open socket',
    fails: counts,
    file,
    instead: 'page.opened());',
    by: '{\n      failures = 0;\n      page.opened();\n    });',
  },
  {
    name: 'never starts again',
    fails: counts,
    file,
    instead: '      failures = 0;\n',
    by: '',
  },
  {
    name: 'starts over',
    fails: isWhole,
    file,
    instead: '      lastEventId = message.id;\n',
    by: '',
  },
  {
    name: 'goes on one tick too early',
    fails: isWhole,
    file,
    instead: '      lastEventId = message.id;\n',
    by: "      const [epoch, number] = message.id.split('-');\n      lastEventId = [epoch, Number(number) - 1].join('-');\n",
  },
  {
    name: 'rises again when it was open',
    fails: isQuiet,
    file,
    instead: '      if (stopped.signal.aborted) return;\n',
    by: '',
  },
  {
    name: 'rises again when it was waiting',
    fails: isQuiet,
    file,
    instead: '    clearTimeout(timer);\n    socket.close(1000);',
    by: '    socket.close(1000);',
  },
  {
    name: 'is deaf to the button',
    fails: isQuiet,
    file,
    instead: '    stopped.abort();\n    clearTimeout(timer);\n    socket.close(1000);',
    by: '    clearTimeout(timer);',
  },
  {
    name: 'starts with twice the bound',
    fails: isDrawn,
    file,
    instead: 'base * 2 ** failures',
    by: 'base * 2 ** (failures + 1)',
  },
  {
    name: 'leaves three quarters of it to chance',
    fails: isDrawn,
    file,
    instead: 'Math.random() * Math.min',
    by: '(0.25 + 0.75 * Math.random()) * Math.min',
  },
  {
    name: 'comes back at once the first time',
    fails: isDrawn,
    file,
    instead: drawn,
    by: `failures === 0 ? 0 : ${drawn}`,
  },
  {
    name: 'gives up after five failures',
    fails: grows,
    file,
    instead: '      failures += 1;\n',
    by: '      failures += 1;\n      if (failures > 5) return;\n',
  },
  {
    name: 'starts again when it has been open for a second',
    fails: counts,
    file,
    instead: '      failures = 0;\n',
    by: '      setTimeout(() => {\n        if (socket.readyState === WebSocket.OPEN) failures = 0;\n      }, 1000);\n',
  },
  {
    name: 'calls every break a gap',
    fails: isWhole,
    file,
    instead: 'page.opened());',
    by: "{\n      if (lastEventId !== '') page.gap('reconnected');\n      page.opened();\n    });",
  },
  {
    name: 'rises again when it was connecting',
    fails: isQuiet,
    file,
    instead: '    socket.close(1000);',
    by: '    if (socket.readyState === WebSocket.OPEN) socket.close(1000);',
  },
];
