/** A text in quotes, with every character in it that the eye would miss or take for another. */
export function spell(text: string): string {
  const spelt = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(' ', '␣')
    .replace(/[\u007f-\u00a0\u2028\u2029\ufeff]/g, escaped);
  return `“${spelt}”`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
