interface Tick {
  /** Counts from 1, so a missing number is a missing event. */
  count: number;
  time: string;
}

const state = document.createElement('p');
const list = document.createElement('ol');
document.body.append(state, list);

const source = new EventSource('sse/clock?every=1000');

source.addEventListener('open', () => {
  state.textContent = 'open';
});
source.addEventListener('error', () => {
  // The browser tries again by itself, unless it was told to stop.
  state.textContent = source.readyState === EventSource.CLOSED ? 'closed' : 'reconnecting';
});
source.addEventListener('tick', (event) => {
  const { count, time }: Tick = JSON.parse(event.data);
  const item = document.createElement('li');
  item.value = count;
  item.textContent = `${time} (id ${event.lastEventId})`;
  list.prepend(item);
});
