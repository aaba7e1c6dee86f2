import { defineTopic } from '../../define-topic.ts';
import { Refusal } from '../../refusal.ts';
import { chat } from './contract.ts';

/** Who said what can still be edited: this many of the newest messages. */
const remembered = 1000;

export default defineTopic(chat, {
  /** The author of each message, by the message's id. */
  start: () => new Map<string, string>(),
  receive: {
    async say(data, { publish }, authors) {
      const id = await publish('said', data);
      authors.set(id, data.from);
      const [oldest] = authors.keys();
      if (authors.size > remembered && oldest !== undefined) authors.delete(oldest);
      return id;
    },
    async edit(data, { publish }, authors) {
      const author = authors.get(data.message);
      if (author === undefined) {
        throw new Refusal(
          'bad-request',
          `There is no message ${data.message} to edit.`,
          'Give the id of a "said" event of this room as "message".',
        );
      }
      if (author !== data.from) {
        throw new Refusal(
          'bad-request',
          `Message ${data.message} was said by somebody else.`,
          'Edit only messages that carry the same "from".',
        );
      }
      return publish('edited', data);
    },
    typing: (data, { publish }) => publish('typing', data),
  },
});
