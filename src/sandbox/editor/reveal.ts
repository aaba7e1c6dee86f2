/** Brings a place in a file's editor before the reader's eyes. Browser-safe. */
import { EditorView } from '@codemirror/view';

/** A place to show to the reader, counted from 1. A new object shows it again. */
export interface Place {
  path: string;
  line: number;
  column: number;
}

/** Brings it into view and puts the cursor there. */
export function show(view: EditorView, { line, column }: Omit<Place, 'path'>): void {
  const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const anchor = Math.min(from + Math.max(column, 1) - 1, to);
  view.dispatch({
    selection: { anchor },
    effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
  });
}
