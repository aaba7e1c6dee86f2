/** A name that browsers take for a machine on the local network: not localhost, so not a secure context. */
export const roomHost = 'room.test';

/**
 * For Chromium's `--host-resolver-rules`: nothing resolves but this machine. The first rule that matches counts, so
 * the room's name stands before the rule for all names.
 */
export const hostRules = `MAP ${roomHost} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`;
