/** Errors of a run, shown on their line in the editor until the text changes. Browser-safe. */
import { type EditorState, type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { RunError } from '../../runner/protocol.ts';

/** Replaces the errors that are shown; each has its line in this file. */
export const showErrors = StateEffect.define<readonly RunError[]>();

export const errorMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { docChanged, effects, state }) {
    const shown = effects.findLast((effect) => effect.is(showErrors));
    if (shown) return decorate(state, shown.value as readonly RunError[]);
    return docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState, errors: readonly RunError[]): DecorationSet {
  const marks = errors.flatMap(({ line, message }): Range<Decoration>[] => {
    if (line === undefined || line < 1 || line > state.doc.lines) return [];
    const { from, to } = state.doc.line(line);
    const widget = new ErrorMessage(message);
    return [
      Decoration.line({ class: 'code-error-line' }).range(from),
      Decoration.widget({ widget, block: true, side: 1 }).range(to),
    ];
  });
  return Decoration.set(marks, true);
}

/** The error's text, below its line. */
class ErrorMessage extends WidgetType {
  readonly #message: string;

  constructor(message: string) {
    super();
    this.#message = message;
  }

  override eq(other: ErrorMessage): boolean {
    return other.#message === this.#message;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'code-error-message';
    element.textContent = this.#message;
    return element;
  }
}
