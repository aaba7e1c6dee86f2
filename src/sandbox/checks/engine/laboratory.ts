/** What checks are run with: the tab's control channel and one sandbox's runs. Browser-safe. */
import type { RunControl } from '../../run/run-control.ts';
import type { Space } from '../../space.ts';
import type { ControlChannel } from '../../wire/control.ts';

export interface Laboratory {
  control: Pick<
    ControlChannel,
    'follow' | 'subscribe' | 'snapshot' | 'switchOn' | 'calm' | 'clear' | 'mark'
  >;
  run: Pick<RunControl, 'start' | 'stop' | 'state' | 'subscribe' | 'askPage'>;
  /** The tab's space, known to the server at this moment. */
  space(): Promise<Space>;
  /** Calls back after so many milliseconds, unless what it returns is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Why checks have come to an end before they were through. */
export class SessionEnd extends Error {
  override readonly name = 'SessionEnd';
  /** `cancelled`: the reader has turned to something else. `away`: the live server has. */
  readonly reason: 'cancelled' | 'away';

  constructor(reason: SessionEnd['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
