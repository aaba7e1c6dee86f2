/** A panel whose code is fetched when it is first opened. Browser-safe. */
import { Component, type ReactNode, Suspense } from 'react';

interface LazyPanelProps {
  /** Whether the reader has opened it. */
  opened: boolean;
  /** What stands there while it is fetched, and if that fails. */
  meanwhile?: ReactNode;
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

  override render(): ReactNode {
    return this.state.hasFailed ? (
      <>
        <p className="panel-note">
          This panel could not be fetched. Reload the page when the server answers again.
        </p>
        {this.props.meanwhile}
      </>
    ) : (
      this.props.children
    );
  }
}
