/** The checks of a sandbox and what became of them. Browser-safe. */
import { useEffect, useRef, useState } from 'react';
import { localStorageIfAllowed } from '../allowed-storage.ts';
import type { Files } from '../description.ts';
import { ResultIcon } from '../frame/icons.tsx';
import type { RunControl } from '../run/run-control.ts';
import { fingerprintOf } from '../saved-edits.ts';
import { commandKey } from '../shortcuts.ts';
import { useControl } from '../wire/tab-control.ts';
import { checkInTab, type TabSession } from './check-in-tab.ts';
import { FailureText } from './FailureText.tsx';
import {
  announcementOf,
  isSolved,
  keepVerdict,
  nameOfState,
  notJudged,
  readVerdict,
  type Verdict,
} from './results.ts';
import { Summary } from './Summary.tsx';
import { wayOnFrom } from './way-on.ts';

interface ChecksPanelProps {
  idPrefix: string;
  /** The sandbox's key, and the words of its checks. */
  checked: { key: string; words: readonly string[] };
  /** What Run would run. */
  code: { files: Files; isSolution: boolean };
  /** Grows when the reader asks for a check. */
  asked: number;
  control: RunControl;
  onVerdict(verdict: Verdict): void;
  onRecord(number: number): void;
}

export default function ChecksPanel(props: ChecksPanelProps) {
  const { idPrefix, checked, code, asked, control, onVerdict, onRecord } = props;
  const { key, words } = checked;
  const [verdict, setVerdict] = useState(() => {
    const storage = localStorageIfAllowed();
    return (storage && readVerdict(storage, key, words)) ?? notJudged(words);
  });
  const [spoken, setSpoken] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const session = useRef<TabSession>(undefined);
  const latest = useRef(verdict);
  const files = fingerprintOf(code.files);

  const tell = (told: Verdict): void => {
    const announcement = announcementOf(latest.current, told);
    const way = isSolved(told) && box.current ? wayOnFrom(box.current) : undefined;
    if (announcement) setSpoken(way ? `${announcement} ${way.words}.` : announcement);
    latest.current = told;
    setVerdict(told);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins when the reader asks, with what there is then
  useEffect(() => {
    if (asked === 0) return;
    // The button may be far above.
    box.current?.scrollIntoView({ block: 'nearest' });
    session.current?.cancel('The checks were begun again.');
    const begun: TabSession = checkInTab({
      key,
      control,
      files: code.files,
      verdict: { ...notJudged(words), files, ofSolution: code.isSolution },
      onChange: (told) => {
        if (session.current === begun) tell(told);
      },
    });
    session.current = begun;
    void begun.over.then((told) => {
      if (session.current !== begun || told.ofSolution) return;
      const storage = localStorageIfAllowed();
      if (storage) keepVerdict(storage, key, told);
      if (!isSolved(told)) return;
      window.dispatchEvent(new CustomEvent('duplex:exercise-passed', { detail: { key } }));
    });
  }, [asked]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other files are what ends it
  useEffect(() => {
    if (verdict.state === 'running' && verdict.files !== files) {
      session.current?.cancel('The code has changed.');
    }
  }, [files]);
  useEffect(() => () => session.current?.cancel('The page was left.'), []);
  useEffect(() => onVerdict(verdict), [onVerdict, verdict]);

  const { records } = useControl();
  const first = records[0]?.number ?? Number.POSITIVE_INFINITY;
  const last = records.at(-1)?.number ?? 0;
  const isStale = verdict.files !== undefined && verdict.files !== files;

  return (
    <div className="checks" ref={box} data-state={verdict.state} data-stale={isStale}>
      <Summary verdict={verdict} isStale={isStale} />
      <ol className="checks-list">
        {verdict.results.map(({ words: mustBe, state, awaits, failure }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the checks of a sandbox never change
            key={index}
            data-state={state}
          >
            <ResultIcon state={state} />
            <div>
              <p className="checks-words">
                {mustBe}
                <span className="checks-state">{nameOfState[state]}</span>
              </p>
              {state === 'running' && (
                <p className="checks-awaited">{awaits ? `Waiting for ${awaits}` : ''}</p>
              )}
              {failure && (
                <FailureText
                  failure={failure}
                  isRecorded={(number) => number >= first && number <= last}
                  onRecord={onRecord}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
      {verdict.state === 'idle' && (
        <p className="checks-note" id={`${idPrefix}-checks-note`}>
          Press Check, or <kbd>{commandKey()}</kbd> <kbd>Shift</kbd> <kbd>Enter</kbd>: your code is
          run for each of these, the network is broken where that is what it is about, and what your
          code does is judged.
        </p>
      )}
      <p className="sandbox-hidden" role="status">
        {spoken}
      </p>
    </div>
  );
}
