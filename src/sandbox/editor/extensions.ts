/** What our editor adds to Sandpack's: its keyboard, its names for screen readers, its colours. Browser-safe. */
import { syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, Prec, Transaction } from '@codemirror/state';
import { EditorView, keymap, ViewPlugin } from '@codemirror/view';
import { tokens } from '../code/tokens.ts';
import { errorMarks } from './error-marks.ts';

export interface EditorSettings {
  /** Name of the file, read out as the name of the text box. */
  name: string;
  /** Id of the element that says how the keyboard works here. */
  hintId: string;
  readOnly: boolean;
  /** Called when the editor is there. */
  ready(view: EditorView): void;
  /** Called when the reader presses Escape: moves the focus out of the editor. */
  leave(): void;
}

export function editorExtensions({
  name,
  hintId,
  readOnly,
  ready,
  leave,
}: EditorSettings): Extension[] {
  const leaveOnEscape = keymap.of([
    {
      key: 'Escape',
      run: () => {
        leave();
        return true;
      },
    },
  ]);
  return [
    syntaxHighlighting(tokens),
    errorMarks,
    tabMovesUntilTyped,
    staysOnFocus,
    // Before Sandpack's, which would focus its wrapper.
    Prec.highest(leaveOnEscape),
    EditorView.contentAttributes.of({
      'aria-label': name,
      'aria-describedby': hintId,
      'aria-readonly': String(readOnly),
      tabindex: '0',
    }),
    EditorState.readOnly.of(readOnly),
    ViewPlugin.define((view) => {
      flattenRoles(view);
      ready(view);
      return {};
    }),
  ];
}

/** Tab leaves the editor until the reader has typed since coming in; then it indents. */
const tabMovesUntilTyped = ViewPlugin.define(
  (view) => {
    view.setTabFocusMode(true);
    return {
      update({ docChanged, transactions }) {
        const typed = transactions.some((transaction) =>
          transaction.annotation(Transaction.userEvent),
        );
        if (docChanged && typed) view.setTabFocusMode(false);
      },
    };
  },
  { eventHandlers: { focus: (_event, view) => view.setTabFocusMode(true) } },
);

/** Where the keyboard moves the focus, browsers scroll: with long lines, to their end. The cursor is what should be seen. */
const staysOnFocus = ViewPlugin.define(() => ({ byPointer: false }), {
  eventHandlers: {
    mousedown() {
      this.byPointer = true;
    },
    focus(_event, view) {
      if (this.byPointer) return;
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main) });
    },
    blur() {
      this.byPointer = false;
    },
  },
});

/** Sandpack wraps the editor, which is a text box, into a second text box that takes the focus first. */
function flattenRoles(view: EditorView): void {
  const wrapper = view.dom.parentElement;
  for (const name of ['role', 'tabindex', 'aria-label', 'aria-multiline', 'aria-autocomplete']) {
    wrapper?.removeAttribute(name);
  }
}
