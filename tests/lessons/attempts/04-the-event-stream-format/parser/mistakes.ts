import type { Mistake } from '../../../mistake.ts';

const file = 'parser.ts';

export const mistakes: readonly Mistake[] = [
  {
    name: 'decodes each chunk for itself',
    fails: 'decodes UTF-8, wherever a chunk ends',
    file,
    instead: 'decoder.decode(value, { stream: true })',
    by: 'new TextDecoder().decode(value)',
  },
  {
    name: 'takes CR LF for two line ends when a chunk ends between them',
    fails: 'ends lines at CR, LF and CR LF alone, wherever a chunk ends',
    file,
    instead: "endedInCarriageReturn = decoded.endsWith('\\r');",
    by: '',
  },
  {
    name: 'waits for what comes after a CR',
    fails: 'dispatches an event at its blank line, not when the stream ends',
    file,
    instead: "      rest = lines.pop() ?? '';\n",
    by: "      rest = lines.pop() ?? '';\n      if (text.endsWith('\\r')) rest = lines.pop() + '\\r';\n      endedInCarriageReturn = false;\n",
  },
  {
    name: 'remembers an id before its block has ended',
    fails: 'keeps the last event ID',
    file,
    instead: 'id = value;\n',
    by: 'memory.lastEventId = id = value;\n',
  },
  {
    name: 'remembers an id only when there is data',
    fails: 'keeps the last event ID',
    file,
    instead: '      memory.lastEventId = id;\n      if (data.length > 0) {\n',
    by: '      if (data.length > 0) {\n        memory.lastEventId = id;\n',
  },
  {
    name: 'trims values',
    fails: 'reads fields and comments',
    file,
    instead: "value.startsWith(' ') ? value.slice(1) : value",
    by: 'value.trim()',
  },
  {
    name: 'takes any number for a reconnection time',
    fails: 'keeps the reconnection time',
    file,
    instead: '/^[0-9]+$/.test(value)',
    by: '!Number.isNaN(Number(value))',
  },
  {
    name: 'dispatches without data',
    fails: 'takes a block for what it is: with or without type, with or without data',
    file,
    instead: 'if (data.length > 0) {',
    by: "if (data.length > 0 || type !== '') {",
  },
  {
    name: 'waits for the end of the stream',
    fails: 'reads the live ticker',
    file,
    instead: 'for await (const line of readLines(bytes))',
    by: 'for (const line of await Array.fromAsync(readLines(bytes)))',
  },
];
