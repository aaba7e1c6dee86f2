import { createParser } from 'eventsource-parser';

const list = document.createElement('ol');
const chunks = document.createElement('p');
document.body.append(chunks, list);

let lastEventId = '';
let count = 0;

const parser = createParser({
  onEvent: ({ id, event, data }) => {
    if (id !== undefined) lastEventId = id;
    const item = document.createElement('li');
    item.textContent = `${event}: ${data}`;
    list.prepend(item);
  },
  onRetry: (interval) => console.log('the server asks for a reconnection time of', interval, 'ms'),
});

const answer = await fetch('sse/clock?every=1000', { headers: { accept: 'text/event-stream' } });
console.log(answer.status, answer.headers.get('content-type'));

const reader = answer.body?.getReader();
// A chunk may end inside of a character: the decoder keeps the rest for the next.
const decoder = new TextDecoder();
for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
  count += 1;
  chunks.textContent = `${count} chunks, the latest of ${next.value.length} bytes`;
  parser.feed(decoder.decode(next.value, { stream: true }));
}
console.log('The stream has ended. Its last event ID is', lastEventId);
