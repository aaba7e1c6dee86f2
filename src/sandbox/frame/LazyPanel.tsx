/** A panel whose code is fetched when it is first opened. Browser-safe. */
import { Component, type ReactNode, Suspense } from 'react';

interface LazyPanelProps {
  /** Whether the reader has opened it. */
  opened: boolean;
  children: ReactNode;
}

export function LazyPanel({ opened, children }: LazyPanelProps) {
  if (!opened) return null;
  return (
    <FetchFailure>
      <Suspense fallback={<p className="panel-note">Fetching the panel</p>}>{children}</Suspense>
    </FetchFailure>
  );
}

class FetchFailure extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? (
      <p className="panel-note">
        This panel could not be fetched. Reload the page when the server answers again.
      </p>
    ) : (
      this.props.children
    );
  }
}
