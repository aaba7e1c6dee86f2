/** The recordings of solutions, each fetched once. Browser-safe. */

const texts = new Map<string, Promise<string>>();

/** @throws when it cannot be fetched; then the next call tries again */
export function recordingText(address: string): Promise<string> {
  const known = texts.get(address);
  if (known) return known;
  const text = fetchText(address);
  texts.set(address, text);
  text.catch(() => texts.delete(address));
  return text;
}

async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.text();
}
