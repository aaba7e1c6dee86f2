import { layerReport } from '../report/layer.ts';
import { duplex, duplexWithoutLayer } from '../systems/duplex.ts';
import { fanOut } from './fan-out.ts';
import { memory } from './memory.ts';
import type { Section } from './section.ts';

/**
 * What the layer of wire and faults costs while nobody watches and nothing is broken: the live server beside itself
 * without the layer, measured as in `fanout` and `memory`.
 */
export const layer: Section = async (context) => {
  const pair = { ...context, systems: [duplex, duplexWithoutLayer] };
  const deliveries = await fanOut(pair);
  const idle = await memory(pair);
  return layerReport(deliveries, idle);
};
