import { defineTopic } from '../../define-topic.ts';
import { echo } from './contract.ts';

export default defineTopic(echo, {
  start() {},
  receive: {
    say: (data, { publish }) => publish('said', data),
  },
});
