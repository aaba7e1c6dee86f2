/** Brings an element into view inside its box, and never moves the page. Browser-safe. */

/** @param box A positioned ancestor of the element that scrolls. */
export function scrollWithin(box: HTMLElement | null, element: Element | null | undefined): void {
  if (!box || !element) return;
  const outer = box.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}
