/** Which of many equal items are drawn: those in view and a few around them. Browser-safe. */

export interface View {
  /** How far the box is scrolled, in pixels. */
  scrolled: number;
  /** How much of its content the box shows, in pixels. */
  extent: number;
  /** Of one item, in pixels. */
  itemSize: number;
  count: number;
}

/** Items drawn before and after those in view, so that quick scrolling shows no gaps. */
const margin = 8;

/** From `first` up to and without `end`. */
export function itemsInView({ scrolled, extent, itemSize, count }: View): {
  first: number;
  end: number;
} {
  const first = Math.max(0, Math.floor(scrolled / itemSize) - margin);
  const end = Math.min(count, Math.ceil((scrolled + extent) / itemSize) + margin);
  return { first: Math.min(first, end), end };
}

/** How far to scroll so that an item is in view: no further than needed. */
export function scrollToItem(
  index: number,
  { scrolled, extent, itemSize }: Omit<View, 'count'>,
): number {
  const start = index * itemSize;
  if (start < scrolled) return start;
  return Math.max(scrolled, start + itemSize - extent);
}

/**
 * The lane to bring into view where a diagram follows what comes: that of the newest record if it has just been added,
 * or if the lanes in view have been silent. Undefined when all stays where it is: between two lanes that are both alive,
 * a diagram would never come to rest.
 * @param recent Lanes of the records in the columns in view, the newest last.
 * @param isAdded Whether there are more lanes than before.
 */
export function laneToFollow(
  recent: readonly number[],
  isAdded: boolean,
  view: Omit<View, 'count'>,
): number | undefined {
  const isInView = (lane: number) => scrollToItem(lane, view) === view.scrolled;
  const newest = recent.at(-1);
  if (newest === undefined || isInView(newest)) return undefined;
  return isAdded || !recent.some(isInView) ? newest : undefined;
}
