/** A panel whose code is fetched when it is first opened, unless it was fetched ahead. Browser-safe. */
import { Component, type MouseEvent, type ReactNode, Suspense } from 'react';
import { renewFailed } from './fetched-later.tsx';

interface LazyPanelProps {
  /** Whether the reader has opened it. */
  opened: boolean;
  /** What stands there while it is fetched, and if that fails. */
  meanwhile?: ReactNode;
  /** Of components that `fetchedLater` made. */
  children: ReactNode;
}

export function LazyPanel({ opened, meanwhile, children }: LazyPanelProps) {
  if (!opened) return null;
  return (
    <FetchFailure meanwhile={meanwhile}>
      <Suspense fallback={meanwhile ?? <p className="panel-note">Fetching the panel</p>}>
        {children}
      </Suspense>
    </FetchFailure>
  );
}

interface FetchFailureProps {
  meanwhile: ReactNode;
  children: ReactNode;
}

class FetchFailure extends Component<FetchFailureProps, { hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  readonly #tryAgain = ({ currentTarget }: MouseEvent): void => {
    // The button goes, and must not take the focus with it.
    const tab = currentTarget.closest('[role=tabpanel]')?.getAttribute('aria-labelledby');
    if (tab) document.getElementById(tab)?.focus({ preventScroll: true });
    renewFailed();
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    return this.state.hasFailed ? (
      <>
        <p className="panel-note">
          This panel could not be fetched.{' '}
          <button type="button" className="panel-again" onClick={this.#tryAgain}>
            Try again
          </button>{' '}
          when the server answers, or reload the page.
        </p>
        {this.props.meanwhile}
      </>
    ) : (
      this.props.children
    );
  }
}
