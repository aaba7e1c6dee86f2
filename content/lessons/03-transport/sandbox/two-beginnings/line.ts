/** Adds the newest data of one stream to the page, as text. */
export function showLine(transport: 'sse' | 'ws', name: string): { show(data: string): void } {
  const line = document.createElement('section');
  const heading = document.createElement('h2');
  const newest = document.createElement('p');
  line.className = transport;
  heading.textContent = name;
  newest.textContent = 'nothing yet';
  line.append(heading, newest);
  document.body.append(line);
  return {
    show(data) {
      newest.textContent = data;
    },
  };
}
