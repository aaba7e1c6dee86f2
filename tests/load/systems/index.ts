import { betterSse } from './better-sse.ts';
import { duplex } from './duplex.ts';
import { nchanAuto, nchanSingle } from './nchan.ts';
import { nodeHttp } from './node-http.ts';
import type { System } from './system.ts';
import { ws } from './ws.ts';

/** All that can be measured, ours first. */
export const systems: readonly System[] = [duplex, nodeHttp, betterSse, ws, nchanSingle, nchanAuto];

/** Names by which verdicts refer to systems. */
export const names = {
  ours: duplex.name,
  nodeHttp: nodeHttp.name,
  betterSse: betterSse.name,
  ws: ws.name,
  nchan: [nchanSingle.name, nchanAuto.name],
} as const;
