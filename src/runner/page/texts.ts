/** What the elements of a page show. Browser-safe. */
import type { TextPattern } from '../protocol.ts';

/** A field shows its value; everything else shows what it contains, its white space collapsed. */
export function textOf(element: Element): string {
  return 'value' in element && typeof element.value === 'string' && isField(element)
    ? element.value
    : (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function fits(text: string, pattern: TextPattern): boolean {
  return 'includes' in pattern
    ? text.includes(pattern.includes)
    : new RegExp(pattern.source, pattern.flags).test(text);
}

/** By its name: elements of another window are of other classes. */
function isField({ localName }: Element): boolean {
  return ['input', 'textarea', 'select', 'output'].includes(localName);
}
