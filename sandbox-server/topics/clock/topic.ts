import { defineTopic } from '../../define-topic.ts';
import { clock } from './contract.ts';

export default defineTopic(clock, {
  start({ params, publish, every, now }) {
    let count = 0;
    const tick = () => {
      count += 1;
      void publish('tick', { count, time: new Date(now()).toISOString() });
    };
    tick();
    every(params.every, tick);
  },
  receive: {},
});
