interface Message {
  event?: 'said';
  data?: { text: string };
}

const state = document.querySelector('p');
const form = document.querySelector('form');
const list = document.querySelector('ol');
let sentAt = 0;

const socket = new WebSocket('ws/echo');

socket.addEventListener('open', () => {
  if (state) state.textContent = 'open';
});
socket.addEventListener('message', (event) => {
  const { data }: Message = JSON.parse(event.data);
  // An acknowledgement has no data.
  if (!data) return;
  const item = document.createElement('li');
  item.textContent = `${data.text} (back after ${(performance.now() - sentAt).toFixed(1)} ms)`;
  list?.prepend(item);
});

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = new FormData(form).get('text');
  form.reset();
  sentAt = performance.now();
  socket.send(JSON.stringify({ event: 'say', data: { text }, ref: 1 }));
});
