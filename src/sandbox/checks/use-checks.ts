/** What a sandbox knows of its checks before the panel with them has been fetched. Browser-safe. */
import { useCallback, useState } from 'react';
import type { Verdict } from './results.ts';

/** A record that the reader wants to see; another object each time. */
export interface AskedRecord {
  number: number;
}

export interface ChecksHandle {
  /** How often the reader has asked for a check. */
  asked: number;
  ask(): void;
  /** Undefined until the panel has been opened. */
  verdict: Verdict | undefined;
  isChecking: boolean;
  take(verdict: Verdict): void;
  record: AskedRecord | undefined;
  showRecord(number: number): void;
}

export function useChecks(): ChecksHandle {
  const [asked, setAsked] = useState(0);
  const [verdict, setVerdict] = useState<Verdict>();
  const [record, setRecord] = useState<AskedRecord>();
  return {
    asked,
    ask: () => setAsked(asked + 1),
    verdict,
    isChecking: verdict?.state === 'running',
    take: useCallback((told: Verdict) => setVerdict(told), []),
    record,
    showRecord: (number) => setRecord({ number }),
  };
}
