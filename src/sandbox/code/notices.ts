/** What the Code panel says about the reader's code. Browser-safe. */
import type { Replacement } from '../saved-edits.ts';
import type { Code } from './use-code.ts';

type Known = Pick<
  Code,
  'compared' | 'changed' | 'keeping' | 'damaged' | 'fromElsewhere' | 'outdated' | 'undoable'
>;

/** A sentence above the code, while there is something that the reader should know before going on. */
export function noticeOf(code: Known, source: string): string | undefined {
  const { compared, outdated, keeping, damaged, changed, undoable } = code;
  switch (compared?.with) {
    case 'solution':
      return 'Your code beside the solution. Run runs the solution; your code stays as it is.';
    case 'lesson':
      return `Your code beside the ${source}’s as it is now. Run runs yours.`;
  }
  if (outdated)
    return `This ${source} has changed since you edited its code. You see your version.`;
  if (undoable === 'other-tab') {
    return 'Two tabs edited this sandbox at the same time. You see what was written last; the other version is kept too.';
  }
  if (damaged) {
    return `What this browser kept of your edits is damaged and cannot be read. You see the ${source}’s code; your next edit takes the place of what was kept.`;
  }
  if (keeping === 'without-earlier' && undoable) {
    return 'This browser has no room left for what you had before: it can be brought back until you leave this page.';
  }
  if (changed.length === 0) return undefined;
  if (keeping === 'no-room') {
    return 'This browser has no room left to keep your edits: they are gone when you leave this page.';
  }
  if (keeping === 'off') {
    return 'This browser keeps nothing for this page: your edits are gone when you leave it.';
  }
  return undefined;
}

/** The line below the code. */
export function statusOf(code: Known, readOnly: boolean, source: string): string {
  const { compared, changed, keeping, fromElsewhere } = code;
  if (readOnly || compared) return 'Read only';
  if (changed.length === 0) return `As the ${source} has it`;
  if (keeping === 'no-room' || keeping === 'off') return 'Edited, not kept';
  return fromElsewhere ? 'Edited in another tab' : 'Edited, kept in this browser';
}

/** The button that takes the latest replacement back. */
export function undoNameOf(replacedBy: Replacement | undefined): string | undefined {
  switch (replacedBy) {
    case 'reset':
      return 'Undo reset';
    case 'take-over':
      return 'Undo taking over';
    case 'link':
      return 'Bring my earlier code back';
    case 'files':
      return 'Undo';
    case 'other-tab':
      return 'Show the other version';
    case 'undo':
      return 'Redo';
    case undefined:
      return undefined;
  }
}
