interface Said {
  from: string;
  text: string;
}

const state = document.querySelector('p');
const form = document.querySelector('form');
const list = document.querySelector('ol');

const source = new EventSource('sse/chat?room=lobby');

source.addEventListener('open', () => {
  if (state) state.textContent = 'open';
});
source.addEventListener('error', () => {
  if (state) state.textContent = 'reconnecting';
});
source.addEventListener('said', (event) => {
  const { from, text }: Said = JSON.parse(event.data);
  const item = document.createElement('li');
  item.textContent = `${from}: ${text}`;
  list?.prepend(item);
});

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = new FormData(form).get('text');
  form.reset();
  // An event stream goes one way. This is the other.
  const answer = await fetch('send/chat?room=lobby', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'say', data: { from: 'me', text } }),
  });
  console.log('POST send/chat', answer.status, await answer.json());
});
