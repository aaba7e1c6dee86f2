interface Answer {
  events: { id: string; event: 'tick'; data: { count: number; time: string } }[];
  /** Where to go on. */
  next: string;
}

const list = document.createElement('ol');
document.body.append(list);

let next: string | undefined;

async function ask(): Promise<void> {
  const query = new URLSearchParams({ every: '2000', ...(next && { after: next }) });
  const asked = performance.now();
  const answer = await fetch(`long-poll/clock?${query}`);
  if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
  const news: Answer = await answer.json();
  next = news.next;
  for (const { data } of news.events) {
    const item = document.createElement('li');
    item.value = data.count;
    item.textContent = `${data.time}, held for ${Math.round(performance.now() - asked)} ms`;
    list.prepend(item);
  }
}

async function loop(): Promise<void> {
  try {
    await ask();
    setTimeout(loop, 0);
  } catch (error) {
    console.warn(error);
    setTimeout(loop, 2000);
  }
}

loop();
