import { expect, test } from 'vitest';
import { ServerProblem, Spaces } from './space.ts';

type Answers = Record<string, (() => Response) | undefined>;

function setUp(answers: Answers, stored?: string) {
  const requests: string[] = [];
  const kept = new Map<string, string>();
  if (stored) kept.set('duplex:space', stored);
  const spaces = new Spaces({
    fetch: async (path, init) => {
      const request = `${init?.method ?? 'GET'} ${path}`;
      requests.push(request);
      const answer = answers[request];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    },
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
  });
  return { spaces, requests, kept, answers };
}

const one = { id: 'one', base: 'http://live.test/s/one/' };
const two = { id: 'two', base: 'http://live.test/s/two/' };
const unknown = () =>
  Response.json({ error: { reason: 'unknown-space', message: 'x', help: 'y' } }, { status: 404 });

test('makes one space for the tab and remembers it', async () => {
  const { spaces, requests, kept } = setUp({
    'POST /api/spaces': () => Response.json(one, { status: 201 }),
    'GET /api/spaces/one/faults': () => Response.json({ faults: [] }),
  });
  expect(await Promise.all([spaces.space(), spaces.space()])).toEqual([one, one]);
  expect(await spaces.space()).toEqual(one);
  expect(requests).toEqual(['POST /api/spaces', 'GET /api/spaces/one/faults']);
  expect(kept.get('duplex:space')).toBe(JSON.stringify(one));
});

test('replaces a space that the server has forgotten', async () => {
  const { spaces, kept } = setUp(
    {
      'GET /api/spaces/one/faults': unknown,
      'POST /api/spaces': () => Response.json(two, { status: 201 }),
    },
    JSON.stringify(one),
  );
  expect(await spaces.space()).toEqual(two);
  expect(kept.get('duplex:space')).toBe(JSON.stringify(two));
});

test('takes a stored value that is no space for nothing', async () => {
  const { spaces } = setUp({ 'POST /api/spaces': () => Response.json(two) }, '{"id":1}');
  expect(await spaces.space()).toEqual(two);
});

test('says that the server is away, and asks again the next time', async () => {
  const { spaces, answers } = setUp({});
  await expect(spaces.origins()).rejects.toMatchObject({
    reason: 'away',
    message: 'The live server does not answer.',
    help: 'Start it again with npm start in the project’s folder, then try again.',
  });
  const origins = { site: 'http://a', runner: 'http://b', live: 'http://c' };
  answers['GET /api/config'] = () => Response.json(origins);
  expect(await spaces.origins()).toEqual(origins);
});

test('leads away from a static host that answers with pages', async () => {
  const page = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  const { spaces } = setUp({
    'GET /api/config': page,
    'POST /api/spaces': () => new Response('<h1>Not found</h1>', { status: 405 }),
  });
  const absent = {
    reason: 'absent',
    message: 'No live server runs at this address.',
    help: 'Start one with npm start in the project’s folder, and open the address that it prints.',
  };
  await expect(spaces.origins()).rejects.toMatchObject(absent);
  await expect(spaces.space()).rejects.toMatchObject(absent);
});

test('takes a proxy that does not reach the server for the server being away', async () => {
  const { spaces } = setUp({
    'GET /api/config': () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  });
  await expect(spaces.origins()).rejects.toMatchObject({ reason: 'away' });
});

test('passes the server’s own refusal on', async () => {
  const { spaces } = setUp({
    'POST /api/spaces': () =>
      Response.json(
        { error: { reason: 'too-fast', message: 'Too many spaces.', help: 'Wait.' } },
        { status: 429 },
      ),
  });
  const problem = await spaces.space().catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ServerProblem);
  expect(problem).toMatchObject({ reason: 'refused', message: 'Too many spaces.', help: 'Wait.' });
});
