type Message =
  | { id: string; event: 'said'; data: { from: string; text: string } }
  | { ack: number; id?: string; error?: { reason: string; message: string } };

const state = document.querySelector('p');
const form = document.querySelector('form');
const list = document.querySelector('ol');
let sent = 0;

const socket = new WebSocket('ws/chat?room=lobby');

socket.addEventListener('open', () => {
  if (state) state.textContent = 'open';
});
socket.addEventListener('close', ({ code }) => {
  if (state) state.textContent = `closed, code ${code}`;
});
socket.addEventListener('message', (event) => {
  const message: Message = JSON.parse(event.data);
  if ('ack' in message) {
    console.log('the server has message', message.ack, message.error ?? message.id);
    return;
  }
  const item = document.createElement('li');
  item.textContent = `${message.data.from}: ${message.data.text}`;
  list?.prepend(item);
});

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = new FormData(form).get('text');
  form.reset();
  sent += 1;
  socket.send(JSON.stringify({ event: 'say', data: { from: 'me', text }, ref: sent }));
});
