/** One file in a plain text box, with its errors as text. Fetched for those who choose it. Browser-safe. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { RunError } from '../../runner/protocol.ts';
import { nameOf } from '../description.ts';
import type { FileEditorProps } from '../editor/FileEditor.tsx';
import { indent, offsetAt, type Position, positionAt } from './text.ts';

export default function PlainEditor(props: FileEditorProps) {
  const { path, code, readOnly, errors, place, hintId, onEdit, onLeave } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const hasTyped = useRef(false);
  const [position, setPosition] = useState<Position>({ line: 1, column: 1 });
  const id = useId();
  const placed = errors.filter(({ line }) => line !== undefined);

  const reveal = ({ line, column }: Position): void => {
    if (!box.current) return;
    const offset = offsetAt(box.current.value, { line, column });
    box.current.setSelectionRange(offset, offset);
    box.current.focus({ preventScroll: true });
    setPosition({ line, column });
    const lineHeight = Number.parseFloat(getComputedStyle(box.current).lineHeight);
    box.current.scrollTop = (line - 1) * lineHeight - box.current.clientHeight / 2;
  };
  const latestReveal = useRef(reveal);
  latestReveal.current = reveal;
  useEffect(() => {
    if (place) latestReveal.current(place);
  }, [place]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Tab' && hasTyped.current && !readOnly) {
      event.preventDefault();
      move(event.currentTarget, event.shiftKey);
    }
  };

  return (
    <div className="plain-editor">
      <label className="sandbox-hidden" htmlFor={`${id}-text`}>
        {nameOf(path)}
      </label>
      <textarea
        id={`${id}-text`}
        ref={box}
        value={code}
        readOnly={readOnly}
        aria-describedby={`${hintId}${placed.length > 0 ? ` ${id}-errors` : ''}`}
        aria-invalid={placed.length > 0}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        wrap="off"
        onFocus={() => {
          hasTyped.current = false;
        }}
        onChange={({ currentTarget }) => {
          hasTyped.current = true;
          onEdit(path, currentTarget.value);
        }}
        onKeyDown={press}
        onSelect={({ currentTarget }) =>
          setPosition(positionAt(currentTarget.value, currentTarget.selectionStart))
        }
      />
      <p className="plain-position">{sayPosition(position)}</p>
      {placed.length > 0 && <Errors id={`${id}-errors`} errors={placed} onReveal={reveal} />}
    </div>
  );
}

interface ErrorsProps {
  id: string;
  errors: readonly RunError[];
  onReveal(position: Position): void;
}

function Errors({ id, errors, onReveal }: ErrorsProps) {
  return (
    <ul className="plain-errors" id={id}>
      {errors.map(({ message, line = 1, column = 1 }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same error can be there twice
        <li key={index}>
          <button type="button" onClick={() => onReveal({ line, column })}>
            {sayPosition({ line, column })}
          </button>
          {`: ${message}`}
        </li>
      ))}
    </ul>
  );
}

function sayPosition({ line, column }: Position): string {
  return `Line ${line}, column ${column}`;
}

function move(box: HTMLTextAreaElement, back: boolean): void {
  const selection = { start: box.selectionStart, end: box.selectionEnd };
  const { from, to, insert, start, end } = indent(box.value, selection, back);
  box.setSelectionRange(from, to);
  // Deprecated, and still the only way that the browser's own Undo knows of.
  if (!document.execCommand('insertText', false, insert)) {
    box.setRangeText(insert, from, to);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  box.setSelectionRange(start, end);
}
