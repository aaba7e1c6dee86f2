/** Names for versions of a reader's edits, which no other tab gives. Browser-safe. */

const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
let given = 0;

export function newEditsId(): string {
  given += 1;
  return `${tab}-${given}`;
}
