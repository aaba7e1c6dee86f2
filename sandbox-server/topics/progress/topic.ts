import { defineTopic } from '../../define-topic.ts';
import { Refusal } from '../../refusal.ts';
import { progress } from './contract.ts';

export default defineTopic(progress, {
  start: () => ({ running: false }),
  receive: {
    start({ steps, stepTime }, { publish, after, now, params }, state) {
      if (state.running) {
        throw new Refusal(
          'bad-request',
          `The job "${params.job}" is running already.`,
          'Follow it to its end, or start one under another name.',
        );
      }
      state.running = true;
      const begun = now();
      const step = (done: number) => {
        void publish('step', { done, of: steps });
        if (done < steps) {
          after(stepTime, () => step(done + 1));
        } else {
          state.running = false;
          void publish('finished', { took: now() - begun });
        }
      };
      after(stepTime, () => step(1));
      return publish('started', { of: steps });
    },
  },
});
