import { z } from 'zod';
import type { Exchange } from '../exchange.ts';
import { Refusal } from '../refusal.ts';
import { readJson } from '../request-body.ts';
import { corsHeaders, sendJson } from '../respond.ts';
import { problemsOf } from '../validation.ts';

const sent = z.strictObject({
  /** One of the topic's messages. */
  event: z.string().max(64),
  data: z.unknown(),
});

/** The client-to-server half for the transports that have none: one message in a POST, answered with its event's id. */
export async function serveSend({
  request,
  response,
  pass,
  topic,
  service,
}: Exchange): Promise<void> {
  const wait = pass.space.messages.take();
  if (wait > 0) {
    throw new Refusal(
      'too-fast',
      'This space gets too many messages.',
      'Wait a little, then send again.',
      {
        retryAfter: wait,
      },
    );
  }
  const result = sent.safeParse(await readJson(request, service.options.maxMessageBytes));
  if (!result.success) {
    throw new Refusal(
      'bad-request',
      `The message is not right: ${problemsOf(result.error)}.`,
      'Send {"event": …, "data": …}.',
    );
  }
  const id = await topic.send(result.data.event, result.data.data);
  sendJson(response, 202, { id }, corsHeaders(pass.origin));
}
