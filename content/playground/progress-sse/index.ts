const button = document.querySelector('button');
const bar = document.querySelector('progress');
const state = document.querySelector('[role=status]');

const source = new EventSource('sse/progress?job=report');

source.addEventListener('step', (event) => {
  const step: { done: number; of: number } = JSON.parse(event.data);
  if (bar) bar.value = step.done / step.of;
  if (state) state.textContent = `step ${step.done} of ${step.of}`;
});
source.addEventListener('finished', (event) => {
  const { took }: { took: number } = JSON.parse(event.data);
  if (state) state.textContent = `finished after ${took} ms`;
  // Else the browser would connect again when the server closes.
  source.close();
});

button?.addEventListener('click', async () => {
  button.disabled = true;
  await fetch('send/progress?job=report', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'start', data: { steps: 10, stepTime: 200 } }),
  });
});
