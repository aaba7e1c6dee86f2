/** Every limit refuses with its exact words, and lets in again when there is room. */
import { describe, expect, test } from 'vitest';
import { poll } from './support/clients/polling.ts';
import { jsonWebSocketClient, messagePackClient } from './support/clients/web-socket.ts';
import { clients } from './support/clients.ts';
import { LiveServer, post } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { refusedUpgrade } from './support/upgrade.ts';

/** What a refused request is answered, whole. */
async function refusal(response: Response) {
  const body: unknown = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

describe('connections', () => {
  const tooMany = (whose: string) => ({
    status: 429,
    retryAfter: '1',
    body: {
      error: {
        reason: 'too-many-connections',
        message: `${whose} has as many connections open as it may.`,
        help: 'Close some first.',
      },
    },
  });
  const streaming = clients.filter(({ transport }) => transport !== 'poll');

  test.each(streaming)(
    'of a space: $name counts, and is let in when one has left',
    async (client) => {
      await using server = await LiveServer.start({ maxConnectionsPerSpace: 3 });
      const space = await server.space();
      const open = Array.from({ length: 3 }, () => client.follow(space.base, 'echo'));
      await server.untilOpen({ [client.transport]: 3 });
      for (const way of ['sse/echo', 'long-poll/echo', 'compose?chunk=a']) {
        expect(await refusal(await fetch(space.base + way)), way).toEqual(tooMany('This space'));
      }
      expect(await refusedUpgrade(`${space.base}ws/echo`)).toEqual(tooMany('This space'));
      expect(await poll(space.base, 'echo')).toMatchObject({ events: [], recovered: true });
      await open.pop()?.close();
      await server.untilOpen({ [client.transport]: 2 });
      open.push(client.follow(space.base, 'echo'));
      await server.untilOpen({ [client.transport]: 3 });
      for (const following of open) await following.close();
    },
  );

  test('of an address, over all of its spaces; other addresses are let in', async () => {
    await using server = await LiveServer.start({ maxConnectionsPerAddress: 2 });
    const [one, other] = [await server.space(), await server.space()];
    await using first = jsonWebSocketClient.follow(one.base, 'echo');
    await using second = jsonWebSocketClient.follow(other.base, 'echo');
    await Promise.all([first.untilConnected(), second.untilConnected()]);
    const local = one.base.replace('localhost', '127.0.0.1');
    for (const base of [one.base, other.base, local]) {
      expect(await refusal(await fetch(`${base}sse/echo`))).toEqual(tooMany('This address'));
    }
    expect(await refusedUpgrade(`${local}ws/echo`)).toEqual(tooMany('This address'));
    await using elsewhere = await RawSocket.connect(server.port, '127.0.0.9');
    await elsewhere.send(`GET /s/${one.id}/sse/echo HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect((await elsewhere.head()).status).toBe(200);
  });
});

describe('rates', () => {
  test('of requests to a space, with bursts of twice as many', async () => {
    await using server = await LiveServer.start({ requestsPerSecond: 2 });
    const space = await server.space();
    const ask = () => fetch(`${space.base}poll/echo`);
    for (let index = 0; index < 4; index += 1) expect((await ask()).status).toBe(200);
    const tooFast = {
      status: 429,
      retryAfter: '1',
      body: {
        error: {
          reason: 'too-fast',
          message: 'This space gets too many requests.',
          help: 'Wait, then go slower.',
        },
      },
    };
    expect(await refusal(await ask())).toEqual(tooFast);
    expect(await refusedUpgrade(`${space.base}ws/echo`)).toEqual(tooFast);
    const neighbour = await server.space();
    expect((await fetch(`${neighbour.base}poll/echo`)).status).toBe(200);
    server.clock.advance(500);
    expect((await ask()).status).toBe(200);
    expect(await refusal(await ask())).toEqual(tooFast);
  });

  const tooManyMessages = {
    reason: 'too-fast',
    message: 'This space gets too many messages.',
    help: 'Wait a little, then send again.',
  };

  test('of messages to a space, by POST and over WebSockets together', async () => {
    await using server = await LiveServer.start({ messagesPerSecond: 2 });
    const space = await server.space();
    await using text = jsonWebSocketClient.follow(space.base, 'echo', { after: 'earliest' });
    await using binary = messagePackClient.follow(space.base, 'echo', { after: 'earliest' });
    const data = { text: 'hello' };
    expect((await post(space, 'echo', 'say', data)).status).toBe(202);
    for (const [index, socket] of [text, binary, text].entries()) {
      expect(await socket.ask('say', data, index)).toEqual({ ack: index, id: expect.any(String) });
    }
    expect(await post(space, 'echo', 'say', data)).toEqual({
      status: 429,
      retryAfter: '1',
      body: { error: tooManyMessages },
    });
    for (const socket of [text, binary]) {
      expect(await socket.ask('say', data, 'mine')).toEqual({
        ack: 'mine',
        error: tooManyMessages,
      });
    }
    server.clock.advance(500);
    expect((await post(space, 'echo', 'say', data)).status).toBe(202);
    const { events } = await poll(space.base, 'echo', 'earliest');
    await Promise.all([text.untilCount(5), binary.untilCount(5)]);
    expect(text.ids).toEqual(events.map(({ id }) => id));
  });

  test('a WebSocket that goes on too fast is told so five hundred times, then closed', async () => {
    await using server = await LiveServer.start({ messagesPerSecond: 1 });
    const space = await server.space();
    await using socket = jsonWebSocketClient.follow(space.base, 'echo');
    await socket.untilConnected();
    for (let ref = 0; ref < 600; ref += 1)
      socket.sendRaw({ event: 'say', data: { text: '' }, ref });
    await socket.until(({ closings }) => closings.length > 0);
    expect(socket.closings).toEqual([{ code: 1008, reason: 'too-fast' }]);
    const refused = socket.replies.filter((reply) => 'error' in reply);
    // Answers to what came before the last message may still have been on their way.
    expect(refused.length).toBeLessThanOrEqual(500);
    for (const reply of refused) expect(reply).toMatchObject({ error: tooManyMessages });
  });

  test('of new spaces for an address', async () => {
    await using server = await LiveServer.start({ spacesPerMinute: 2 });
    await server.space();
    await server.space();
    const tooFast = {
      status: 429,
      retryAfter: '30',
      body: {
        error: {
          reason: 'too-fast',
          message: 'This address makes spaces too fast.',
          help: 'Keep the space that you have.',
        },
      },
    };
    expect(await refusal(await server.askForSpace())).toEqual(tooFast);
    server.clock.advance(30_000);
    expect((await server.askForSpace()).status).toBe(201);
  });
});

describe('numbers', () => {
  test('of spaces', async () => {
    await using server = await LiveServer.start({ maxSpaces: 2 });
    await server.space();
    await server.space();
    expect(await refusal(await server.askForSpace())).toEqual({
      status: 429,
      retryAfter: '60',
      body: {
        error: {
          reason: 'too-many-spaces',
          message: 'This server has no room for another space.',
          help: 'Try again in some minutes.',
        },
      },
    });
  });

  test('of topics in a space: one that nobody follows makes room', async () => {
    await using server = await LiveServer.start({ maxTopicsPerSpace: 2 });
    const space = await server.space();
    await using first = jsonWebSocketClient.follow(space.base, 'chat?room=one');
    await first.untilConnected();
    await poll(space.base, 'chat?room=two');
    await using third = jsonWebSocketClient.follow(space.base, 'chat?room=three');
    await third.untilConnected();
    const tooMany = {
      status: 429,
      retryAfter: '1',
      body: {
        error: {
          reason: 'too-many-topics',
          message: 'This space follows 2 topics with different parameters already.',
          help: 'Close some of them first.',
        },
      },
    };
    expect(await refusal(await fetch(`${space.base}poll/chat?room=four`))).toEqual(tooMany);
    expect(await refusedUpgrade(`${space.base}ws/chat?room=four`)).toEqual(tooMany);
    await third.close();
    await server.untilOpen({ ws: 1 });
    expect((await fetch(`${space.base}poll/chat?room=four`)).status).toBe(200);
  });
});

describe('bytes', () => {
  test('of a message by POST', async () => {
    await using server = await LiveServer.start({ maxMessageBytes: 100 });
    const space = await server.space();
    const frame = JSON.stringify({ event: 'say', data: { text: '' } }).length;
    expect((await post(space, 'echo', 'say', { text: 'x'.repeat(100 - frame) })).status).toBe(202);
    expect(await post(space, 'echo', 'say', { text: 'x'.repeat(101 - frame) })).toEqual({
      status: 413,
      retryAfter: null,
      body: {
        error: {
          reason: 'too-large',
          message: 'The body is larger than 100 bytes.',
          help: 'Send less at a time.',
        },
      },
    });
  });

  test.each([jsonWebSocketClient, messagePackClient])('of a message over $name', async (client) => {
    await using server = await LiveServer.start({ maxMessageBytes: 100 });
    const space = await server.space();
    await using socket = client.follow(space.base, 'echo');
    await socket.untilConnected();
    socket.sendRaw({ event: 'say', data: { text: 'x'.repeat(100) } });
    await socket.until(({ closings }) => closings.length > 0);
    expect(socket.closings).toEqual([{ code: 1009, reason: 'too-large' }]);
    await server.untilOpen({});
  });
});
