/** The one control channel of this page, shared by all its sandboxes. Browser-safe. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ActiveFault } from '../../../sandbox-server/wire/fault-requests.ts';
import { tabSpaces } from '../tab-space.ts';
import { ControlChannel } from './control.ts';
import type { ControlSnapshot } from './control-state.ts';

/** How often a page that nobody sees takes up what has come, in milliseconds. */
const hiddenInterval = 250;

async function faultsOf(space: string): Promise<readonly ActiveFault[]> {
  const answer = await fetch(`/api/spaces/${space}/faults`, { cache: 'no-store' });
  return ((await answer.json()) as { faults: readonly ActiveFault[] }).faults;
}

export const tabControl = new ControlChannel({
  spaces: tabSpaces,
  connect: (path) => {
    const url = new URL(path, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    return new WebSocket(url);
  },
  faultsOf,
  nextFrame: (callback) => {
    // A hidden page is given no frames.
    if (document.hidden) setTimeout(callback, hiddenInterval);
    else requestAnimationFrame(callback);
  },
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
});

/** How long a run may have to wait for the recording to begin, in milliseconds. */
const patience = 1000;

let isRecording = false;

/**
 * Follows the wire from now on for as long as the page is open, so that it has the beginning of what happens next,
 * whenever the reader looks at it. Resolves when it is recorded, or when that has failed or takes too long.
 */
export async function recordFromNow(): Promise<void> {
  if (!isRecording) tabControl.follow();
  isRecording = true;
  tabControl.hurry();
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => tabControl.snapshot().state !== 'connecting' && resolve();
  const unsubscribe = tabControl.subscribe(look);
  const timer = setTimeout(resolve, patience);
  look();
  await promise;
  unsubscribe();
  clearTimeout(timer);
}

/** All that the channel has brought. */
export function useControl(): ControlSnapshot {
  return useSyncExternalStore(tabControl.subscribe, tabControl.snapshot);
}

/** Whether this tab has left faults on, on an earlier page; asked once a page. */
let leftOn: Promise<boolean> | undefined;

async function askWhatIsLeftOn(): Promise<boolean> {
  const space = tabSpaces.remembered();
  if (!space) return false;
  try {
    return (await faultsOf(space.id)).length > 0;
  } catch {
    // The server is away, or has forgotten the space with its faults.
    return false;
  }
}

/** The faults that are on, followed while `isWatching`, for as long as there are any, and where an earlier page has left some. */
export function useActiveFaults(isWatching: boolean): readonly ActiveFault[] {
  const active = useSyncExternalStore(tabControl.subscribe, tabControl.active);
  const [isLeftOn, setIsLeftOn] = useState(false);
  const follows = isWatching || isLeftOn || active.length > 0;
  useEffect(() => {
    leftOn ??= askWhatIsLeftOn();
    void leftOn.then(setIsLeftOn);
  }, []);
  useEffect(() => (follows ? tabControl.follow() : undefined), [follows]);
  return active;
}
