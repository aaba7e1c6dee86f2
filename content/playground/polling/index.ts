interface Answer {
  events: { id: string; event: 'price'; data: { symbol: string; price: number } }[];
  /** Where to go on. */
  next: string;
  /** False when the server no longer has all that came since. */
  recovered: boolean;
}

const state = document.createElement('p');
const list = document.createElement('ol');
document.body.append(state, list);

let next: string | undefined;
let requests = 0;
let empty = 0;

async function poll(): Promise<void> {
  const query = new URLSearchParams({ rate: '0.5', ...(next && { after: next }) });
  const answer = await fetch(`poll/ticker?${query}`);
  requests += 1;
  if (answer.ok) {
    const news: Answer = await answer.json();
    next = news.next;
    if (news.events.length === 0) empty += 1;
    for (const { id, data } of news.events) {
      const item = document.createElement('li');
      item.textContent = `${data.symbol} ${data.price.toFixed(2)} (id ${id})`;
      list.prepend(item);
    }
  }
  state.textContent = `${requests} requests, ${empty} of them for nothing`;
}

/** Asks, waits, asks again: never two requests at once. */
async function loop(): Promise<void> {
  await poll().catch((error: unknown) => console.warn(error));
  setTimeout(loop, 1000);
}

loop();
