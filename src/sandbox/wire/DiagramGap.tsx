/** A time of which it is not known what crossed, across all connections. Browser-safe. */

interface DiagramGapProps {
  id: string;
  summary: string;
  left: number;
  top: number;
  height: number;
  /** From 1, among `size`. */
  position: number;
  size: number;
  isAt: boolean;
}

export function DiagramGap(props: DiagramGapProps) {
  const { id, summary, left, top, height, isAt } = props;
  return (
    <div
      className="wire-gap"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={false}
      aria-posinset={props.position}
      aria-setsize={props.size}
      data-at={isAt}
      title={summary}
      style={{ left, top, blockSize: height }}
    >
      <span>{summary}</span>
    </div>
  );
}
