/**
 * The live server as `sandbox-server/main.ts` starts it, but without the layer of wire and faults: no connection is
 * entered in its space, nobody listens for the end of an answer on the layer's behalf, and no fault is asked about.
 */
import { Space } from '../../../sandbox-server/space.ts';
import { SpaceFaults } from '../../../sandbox-server/wire/space-faults.ts';

Space.prototype.met = function met() {
  this.touch();
};
Space.prototype.use = () => {};
SpaceFaults.prototype.get = () => undefined;
Object.defineProperty(SpaceFaults.prototype, 'cutting', { get: () => null });

await import('../../../sandbox-server/main.ts');
