// Browser-safe: the one mark-up that a claim's sentences have.

/** Splits a sentence at its backticks: `code` stands between two of them. */
export function inlineParts(text: string): { text: string; isCode: boolean }[] {
  return text
    .split('`')
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
