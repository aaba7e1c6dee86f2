/** What the reader should know before going on with the code, and what to do about it. Browser-safe. */
import { nameOf } from '../description.ts';
import { noticeOf } from './notices.ts';
import type { Code } from './use-code.ts';

interface CodeNoticeProps {
  code: Code;
  /** What the code was made from, such as `lesson`. */
  source: string;
  /** Moves the focus to the code, when the button that had it goes. */
  onDone(): void;
}

export function CodeNotice({ code, source, onDone }: CodeNoticeProps) {
  const { compared, active, changed, outdated } = code;
  const notice = noticeOf(code, source);
  if (!notice) return null;
  const done = (act: () => void) => () => {
    act();
    onDone();
  };
  const differs = changed.includes(active);
  return (
    <div className="code-notice">
      <p>{notice}</p>
      {compared && (
        <>
          <button
            type="button"
            aria-disabled={!differs}
            onClick={differs ? () => code.takeOver(active) : undefined}
          >
            {`Take over ${nameOf(active)}`}
          </button>
          <button type="button" onClick={done(() => code.takeOver())}>
            Take over all files
          </button>
        </>
      )}
      {outdated && !compared && (
        <button type="button" onClick={() => code.compare('lesson')}>
          Compare
        </button>
      )}
      {outdated && compared?.with !== 'solution' && (
        <button type="button" onClick={done(code.keepMine)}>
          Keep mine
        </button>
      )}
      {compared?.with === 'lesson' && (
        <button type="button" onClick={done(() => code.compare(undefined))}>
          Back to my code
        </button>
      )}
    </div>
  );
}
