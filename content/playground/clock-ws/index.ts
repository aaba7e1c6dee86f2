interface Message {
  id: string;
  event: 'tick';
  data: { count: number; time: string };
}

const state = document.createElement('p');
const list = document.createElement('ol');
document.body.append(state, list);

const socket = new WebSocket('ws/clock?every=1000');

socket.addEventListener('open', () => {
  state.textContent = 'open';
});
socket.addEventListener('close', ({ code, reason }) => {
  // A new WebSocket with ?after=<the last id> would go on where this one stopped.
  state.textContent = `closed, code ${code} ${reason}`;
});
socket.addEventListener('message', (event) => {
  const { id, data }: Message = JSON.parse(event.data);
  const item = document.createElement('li');
  item.value = data.count;
  item.textContent = `${data.time} (id ${id})`;
  list.prepend(item);
});
