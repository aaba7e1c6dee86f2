/** What the server sends on `ws/clock`, one in each message. */
export type ServerMessage = TickMessage | GapMessage;

export interface TickMessage {
  /** Names this event in the server's log. */
  id: string;
  event: 'tick';
  /** Counts from 1, so a missing number is a missing event. */
  data: { count: number };
}

/** Comes first when the server cannot continue after the id that you gave: some events are lost to you. */
export interface GapMessage {
  id: string;
  event: 'gap';
  data: { asked: string; reason: string };
}
