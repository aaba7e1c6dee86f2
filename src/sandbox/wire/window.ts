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
export function scrollToItem(index: number, { scrolled, extent, itemSize }: View): number {
  const start = index * itemSize;
  if (start < scrolled) return start;
  return Math.max(scrolled, start + itemSize - extent);
}
