/**
 * The live server as `sandbox-server/main.ts` starts it, but without the layer of wire and faults: no connection is
 * entered in its space, nobody listens for the end of an answer on the layer's behalf, and no fault is asked about.
 */
import { ServerResponse } from 'node:http';
import { Space } from '../../../sandbox-server/space.ts';
import { Recorders } from '../../../sandbox-server/wire/recorders.ts';
import { SpaceFaults } from '../../../sandbox-server/wire/space-faults.ts';

Space.prototype.met = function met() {
  this.touch();
};
Space.prototype.use = () => {};
Space.prototype.leave = () => {};
Recorders.prototype.waits = () => {};
Recorders.prototype.waitsNoMore = () => {};
SpaceFaults.prototype.get = () => undefined;
Object.defineProperty(SpaceFaults.prototype, 'cutting', { get: () => null });

// Whoever else listens for these on an answer refuses what cannot be parsed, which no bench sends.
const layersOwn: readonly unknown[] = ['prefinish', 'finish'];
const { once } = ServerResponse.prototype;
ServerResponse.prototype.once = function listen(name, listener) {
  return layersOwn.includes(name) ? this : once.call(this, name, listener);
};

await import('../../../sandbox-server/main.ts');
