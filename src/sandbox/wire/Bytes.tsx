/** A record's bytes in hex and text, each part of them named. Browser-safe. */
import { useEffect, useRef, useState } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { HexView } from './HexView.tsx';
import { bytesOf } from './hex.ts';
import { scrollWithin } from './scroll-within.ts';
import {
  addressOf,
  count,
  countOf,
  directionNames,
  kindNames,
  nameOfSection,
  relativeTime,
} from './wording.ts';

interface BytesProps {
  record: WireRecord;
  first: number;
  onClose(): void;
}

export function Bytes({ record, first, onClose }: BytesProps) {
  const { number, connection, stream, direction, kind, summary, size, parts, sizes } = record;
  const [active, setActive] = useState<readonly number[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const bytes = bytesOf(record.bytes);

  useEffect(() => {
    scrollWithin(list.current, list.current?.querySelector(`[data-part="${active[0]}"]`));
  }, [active]);

  return (
    <section
      className="wire-detail"
      aria-label={`Record ${number}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <p className="wire-detail-name">
          {`${kindNames[kind]} ${directionNames[direction]}`}
          <span>{` · connection ${connection}${stream ? `, stream ${stream}` : ''} · ${relativeTime(record.time, first)}`}</span>
        </p>
        <button type="button" onClick={onClose} aria-label="Close record">
          ✕
        </button>
      </header>
      <div className="wire-detail-body">
        <p className="wire-summary">{summary}</p>
        <p className="wire-sizes">
          {stream === undefined
            ? `${countOf(size, 'byte')}: payload ${count(sizes.payload)}, framing ${count(sizes.framing)}`
            : `HTTP/2, as its library reports it and not as bytes${size > 0 ? `: ${countOf(size, 'byte')} of data` : ''}`}
          {bytes.length < size && `. The first ${count(bytes.length)} are kept.`}
        </p>
        {bytes.length > 0 && (
          <HexView bytes={bytes} parts={parts} active={active} onActive={setActive} />
        )}
        <ul className="wire-parts" ref={list}>
          {parts.map((part, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a record never change
              key={index}
              data-part={index}
              data-active={active.includes(index)}
              onPointerEnter={() => setActive([index])}
              onPointerLeave={() => setActive([])}
            >
              <button
                type="button"
                onFocus={() => setActive([index])}
                onBlur={() => setActive([])}
                onClick={() => setActive([index])}
              >
                {part.name}
              </button>
              <span className="wire-value">{part.value ?? ''}</span>
              {part.see && (
                <a href={addressOf(part.see)} target="_blank" rel="noreferrer">
                  {nameOfSection(part.see)}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
