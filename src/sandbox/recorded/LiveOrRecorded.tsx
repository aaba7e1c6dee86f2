/** The wire as it is, or as it was recorded. Browser-safe. */
import { lazy } from 'react';
import { LazyPanel } from '../frame/LazyPanel.tsx';

const WirePanel = lazy(() => import('../wire/WirePanel.tsx'));
const SolutionRecording = lazy(() => import('./SolutionRecording.tsx'));

interface LiveOrRecordedProps {
  idPrefix: string;
  /** Whether it has been looked at: until then nothing is loaded. */
  opened: boolean;
  /** Where the recording is that is shown instead of the wire. */
  recorded: string | undefined;
  /** A record to show. */
  reveal: { number: number } | undefined;
}

export function LiveOrRecorded({ idPrefix, opened, recorded, reveal }: LiveOrRecordedProps) {
  return (
    <LazyPanel opened={opened}>
      {recorded ? (
        <SolutionRecording idPrefix={idPrefix} address={recorded} />
      ) : (
        <WirePanel idPrefix={idPrefix} reveal={reveal} />
      )}
    </LazyPanel>
  );
}
