/** What a check does on a page, as a reader's hand would, without taking the focus from the reader. Needs a browser's DOM. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function canPress(element: Element): element is HTMLElement {
  return 'click' in element && !element.matches(':disabled');
}

export function canType(element: Element): element is Field {
  const isField = ['input', 'textarea', 'select'].includes(element.localName);
  return isField && !element.matches(':disabled, :read-only:not(select)');
}

export function type(field: Field, text: string): void {
  field.value = text;
  const { InputEvent, Event } = field.ownerDocument.defaultView ?? window;
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }),
  );
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
