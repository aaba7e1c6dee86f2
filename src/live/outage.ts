import { reconnectionTimes } from '../../sandbox-server/transports/reconnection-time.ts';

/**
 * How long nothing gets through when the plug is pulled, in milliseconds, unless told otherwise. No EventSource comes
 * back so soon: one whose attempt fails gives up for good in Firefox, as the claim event-source-futile-errors has it.
 * Browser-safe.
 */
export const usualOutage = reconnectionTimes.least - 500;
