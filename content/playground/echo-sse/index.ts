const state = document.querySelector('p');
const form = document.querySelector('form');
const list = document.querySelector('ol');
let sentAt = 0;

const source = new EventSource('sse/echo');

source.addEventListener('open', () => {
  if (state) state.textContent = 'open';
});
source.addEventListener('said', (event) => {
  const { text }: { text: string } = JSON.parse(event.data);
  const item = document.createElement('li');
  item.textContent = `${text} (back after ${(performance.now() - sentAt).toFixed(1)} ms)`;
  list?.prepend(item);
});

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = new FormData(form).get('text');
  form.reset();
  sentAt = performance.now();
  await fetch('send/echo', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'say', data: { text } }),
  });
});
