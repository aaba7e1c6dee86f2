/** Two versions of a file in CodeMirror, side by side or one below the other. Needs a browser's DOM. */
import { css } from '@codemirror/lang-css';
import { html } from '@codemirror/lang-html';
import { javascript } from '@codemirror/lang-javascript';
import { syntaxHighlighting } from '@codemirror/language';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { RunError } from '../../runner/protocol.ts';
import { tokens } from '../code/tokens.ts';
import { nameOf } from '../description.ts';
import { errorMarks, showErrors } from '../editor/error-marks.ts';
import { type Place, show } from '../editor/reveal.ts';

interface Version {
  /** Read out as the name of its text box. */
  name: string;
  code: string;
}

export interface ComparedOptions {
  parent: HTMLElement;
  path: string;
  mine: Version;
  other: Version;
  /** Whether there is room for both side by side. */
  sideBySide: boolean;
  /** Id of the element that says how the keyboard works here. */
  hintId: string;
  leave(): void;
}

export interface ComparedEditors {
  showErrors(errors: readonly RunError[]): void;
  reveal(place: Place): void;
  /** Brings a line of the other version into view. */
  showLine(line: number): void;
  destroy(): void;
}

export function compareIn(options: ComparedOptions): ComparedEditors {
  const { parent, path, mine, other, sideBySide } = options;
  const shared = extensionsOf(options);
  if (sideBySide) {
    const view = new MergeView({
      parent,
      a: { doc: mine.code, extensions: [shared, named(mine.name, options)] },
      b: { doc: other.code, extensions: [shared, named(other.name, options), errorMarks] },
      gutter: true,
      highlightChanges: false,
    });
    return controlsOf(view.b, view.dom, () => view.destroy());
  }
  const view = new EditorView({
    parent,
    doc: other.code,
    extensions: [
      shared,
      named(`${nameOf(path)}, both versions`, options),
      errorMarks,
      unifiedMergeView({ original: mine.code, mergeControls: false, highlightChanges: false }),
    ],
  });
  return controlsOf(view, view.scrollDOM, () => view.destroy());
}

function controlsOf(view: EditorView, scroller: HTMLElement, destroy: () => void): ComparedEditors {
  return {
    showErrors: (errors) => view.dispatch({ effects: showErrors.of(errors) }),
    reveal: (place) => {
      show(view, place);
      view.focus();
    },
    showLine: (line) => showAtTop(view, scroller, line),
    destroy,
  };
}

/** With what was removed before the line, and without moving the page. */
function showAtTop(view: EditorView, scroller: HTMLElement, line: number): void {
  const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
  view.dispatch({ selection: { anchor: from } });
  // Once the two sides are level with each other.
  requestAnimationFrame(() =>
    view.requestMeasure({
      read: ({ defaultLineHeight, documentPadding }) =>
        view.lineBlockAt(from).top + documentPadding.top - defaultLineHeight,
      write: (top) => {
        scroller.scrollTop = top;
      },
    }),
  );
}

function extensionsOf({ path, leave }: ComparedOptions): Extension {
  return [
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    languageOf(path),
    syntaxHighlighting(tokens),
    keymap.of([
      {
        key: 'Escape',
        run: () => {
          leave();
          return true;
        },
      },
    ]),
  ];
}

function named(name: string, { hintId }: ComparedOptions): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': name,
    'aria-describedby': hintId,
    'aria-readonly': 'true',
    tabindex: '0',
    // No keyboard on the screen for what cannot be edited.
    inputmode: 'none',
  });
}

function languageOf(path: string): Extension {
  if (path.endsWith('.css')) return css();
  if (path.endsWith('.html')) return html();
  return javascript({ jsx: true, typescript: /\.tsx?$/.test(path) });
}
