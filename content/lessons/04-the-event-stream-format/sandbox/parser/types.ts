/** An event, as a browser would dispatch it. */
export interface StreamEvent {
  /** `message`, unless the stream names another. */
  type: string;
  data: string;
  lastEventId: string;
}

/** What a client takes along to its next connection. A parser updates it, event or no event. */
export interface Memory {
  /** What the next request sends as `Last-Event-ID`; empty if there is nothing to send. */
  lastEventId: string;
  /** Milliseconds to wait before the next request; undefined until the stream sets it. */
  reconnectionTime: number | undefined;
}

/** A parser reads the bytes of a response, yields events as they are complete, and keeps the memory up to date. */
export type Parse = (
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
) => AsyncGenerator<StreamEvent>;
