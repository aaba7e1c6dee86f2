/** Keeps code from taking the focus out of the editor before the reader has turned to the preview. Browser-safe. */
import { type AnyFunction, type RunWindow, replace } from './run-window.ts';

/** @param taken called when the focus may have come here all the same, without the reader */
export function guardFocus(window: RunWindow, taken: () => void): void {
  const { document } = window;
  let interacted = false;
  for (const type of ['pointerdown', 'keydown']) {
    // Code can make events too.
    const note = ({ isTrusted }: Event) => {
      interacted ||= isTrusted;
    };
    window.addEventListener(type, note, { capture: true });
  }
  // A reader who came with the Tab key has the focus here already. `navigator.userActivation` does not tell: in Firefox a
  // key that is pressed in the editor activates the run's window too.
  const isWelcome = () => interacted || document.hasFocus();

  const whenWelcome = {
    apply(original: AnyFunction, self: unknown, args: unknown[]) {
      return isWelcome() ? Reflect.apply(original, self, args) : undefined;
    },
  };
  replace(window.HTMLElement.prototype, 'focus', whenWelcome);
  replace(window.SVGElement.prototype, 'focus', whenWelcome);
  replace(window, 'focus', whenWelcome);
  // To select the text of a field takes the focus as well; to select a range of it does not.
  const selectWhenWelcome = {
    apply(original: AnyFunction, field: HTMLInputElement | HTMLTextAreaElement, args: []) {
      if (isWelcome()) Reflect.apply(original, field, args);
      else if (field.selectionEnd !== null) field.setSelectionRange(0, field.value.length);
    },
  };
  replace(window.HTMLInputElement.prototype, 'select', selectWhenWelcome);
  replace(window.HTMLTextAreaElement.prototype, 'select', selectWhenWelcome);
  // A dialogue takes it too, and must open nevertheless.
  replace(window.HTMLDialogElement.prototype, 'showModal', {
    apply(original, dialog: HTMLDialogElement, args: []) {
      const welcome = isWelcome();
      Reflect.apply(original, dialog, args);
      if (!welcome) taken();
    },
  });
}
