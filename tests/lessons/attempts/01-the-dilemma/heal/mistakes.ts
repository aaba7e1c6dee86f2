import type { Mistake } from '../../../mistake.ts';

const file = 'follow.ts';

export const mistakes: readonly Mistake[] = [
  {
    name: 'leaves nothing to chance',
    fails: 'waits a random time first',
    file,
    instead: 'Math.random() * longest',
    by: 'longest / 2',
  },
  {
    name: 'comes back at once',
    fails: 'waits a random time first',
    file,
    instead: 'Math.random() * longest',
    by: '0',
  },
  {
    name: 'never waits longer',
    fails: 'waits longer after each failure, until a message comes',
    file,
    instead: '1000 * 2 ** failures',
    by: '1000',
  },
  {
    name: 'goes on waiting long',
    fails: 'waits longer after each failure, until a message comes',
    file,
    instead: '      failures = 0;\n',
    by: '',
  },
  {
    name: 'forgets where it was',
    fails: 'asks for what came after the last tick that it has',
    file,
    instead: '      lastEventId = message.id;\n',
    by: '',
  },
  {
    name: 'remembers its first tick',
    fails: 'asks for what came after the last tick that it has',
    file,
    instead: 'lastEventId = message.id;',
    by: 'lastEventId ||= message.id;',
  },
  {
    name: 'comes back twice, since a broken line is an error and a close',
    fails: 'waits longer after each failure, until a message comes',
    file,
    instead: "socket.addEventListener('close', (event) => {",
    by: "socket.addEventListener('error', () => setTimeout(connect, 1000 * Math.random()));\n    socket.addEventListener('close', (event) => {",
  },
  {
    name: 'shows its last tick again when it is back',
    fails: 'misses no tick and shows none twice',
    file,
    instead: "addEventListener('open', () => page.opened());",
    by: "addEventListener('open', () => {\n      page.opened();\n      if (lastEventId !== '') page.tick(Number(lastEventId.split('-')[1]));\n    });",
  },
  {
    name: 'takes the first message for a greeting',
    fails: 'misses no tick and shows none twice',
    file,
    instead: '      failures = 0;\n      lastEventId = message.id;\n',
    by: '      lastEventId = message.id;\n      if (failures > 0) {\n        failures = 0;\n        return;\n      }\n',
  },
  {
    name: 'hides the gap',
    fails: 'admits a gap, and goes on from there',
    file,
    instead: 'page.gap(message.data.reason)',
    by: 'undefined',
  },
];
