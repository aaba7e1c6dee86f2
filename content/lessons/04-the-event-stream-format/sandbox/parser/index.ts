import { cases } from './cases.ts';
import { judge } from './judge.ts';
import { showLiveEvents, showVerdicts } from './page.ts';
import { parseEventStream } from './parser.ts';

showVerdicts(await Promise.all(cases.map((given) => judge(parseEventStream, given))));

const showEvent = showLiveEvents('The live ticker, through your parser');
const response = await fetch('sse/ticker?rate=4', { headers: { accept: 'text/event-stream' } });
if (!response.ok || response.body === null)
  throw new Error(`The ticker answered ${response.status}`);

const memory = { lastEventId: '', reconnectionTime: undefined };
for await (const event of parseEventStream(response.body, memory)) showEvent(event);
