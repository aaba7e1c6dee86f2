/** What stands above a sandbox while its code is not the reader's: whose it is, and what can be done with it. Browser-safe. */

interface SharedNoticeProps {
  /** Whose code it is, in a sentence. */
  whose: string;
  /** What becomes of the reader's own code. */
  own: string;
  /** Words of the way back. */
  backName: string;
  /** Undefined when nothing can be kept. */
  onKeep: (() => void) | undefined;
  onBack(): void;
}

export function SharedNotice({ whose, own, backName, onKeep, onBack }: SharedNoticeProps) {
  return (
    <section className="shared" aria-label="Shared code">
      <p className="shared-title">This code came with a link.</p>
      <p>
        {`${whose} Read it before you press Run: it will use your space on the server. ${own}`.trim()}
      </p>
      <div className="shared-choices">
        {onKeep && (
          <button type="button" className="shared-keep" onClick={onKeep}>
            Keep it as mine
          </button>
        )}
        <button type="button" onClick={onBack}>
          {backName}
        </button>
      </div>
    </section>
  );
}

interface LinkProblemNoticeProps {
  message: string;
  help: string;
  onClose(): void;
}

export function LinkProblemNotice({ message, help, onClose }: LinkProblemNoticeProps) {
  return (
    <section className="shared" aria-label="Shared code">
      <p className="shared-title" role="alert">
        {message}
      </p>
      <p>{`${help} Your own code is as you left it.`}</p>
      <div className="shared-choices">
        <button type="button" onClick={onClose}>
          Go on without it
        </button>
      </div>
    </section>
  );
}
