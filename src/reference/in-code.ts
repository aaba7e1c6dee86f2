const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A comment's text as HTML: what stands between backticks is code. */
export function inCode(text: string): string {
  return text
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? character)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
