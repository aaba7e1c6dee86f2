type Message =
  | { event: 'started'; data: { of: number } }
  | { event: 'step'; data: { done: number; of: number } }
  | { event: 'finished'; data: { took: number } }
  | { event?: undefined; ack: number };

const button = document.querySelector('button');
const bar = document.querySelector('progress');
const state = document.querySelector('[role=status]');

const socket = new WebSocket('ws/progress?job=report');

socket.addEventListener('message', (event) => {
  const message: Message = JSON.parse(event.data);
  if (message.event === 'step') {
    const { done, of } = message.data;
    if (bar) bar.value = done / of;
    if (state) state.textContent = `step ${done} of ${of}`;
  }
  if (message.event === 'finished') {
    if (state) state.textContent = `finished after ${message.data.took} ms`;
    socket.close(1000);
  }
});

button?.addEventListener('click', () => {
  button.disabled = true;
  socket.send(JSON.stringify({ event: 'start', data: { steps: 10, stepTime: 200 }, ref: 1 }));
});
