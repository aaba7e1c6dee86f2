/**
 * Programs that the reference shows and tests run as they are. Browser-safe.
 * `BASE` stands for the address of a space on the live origin, `SOCKET` for the same with `ws:`,
 * `SITE` for the site's origin and `SPACE` for the space's id.
 */
import type { TransportName } from '../components/transports.ts';

export interface Example {
  /** For a POSIX shell. */
  curl: string;
  /** For a page of the site, or its console. */
  browser: string;
  /** For Python 3.9 or newer. */
  python: string;
}

/** How to follow the topic `clock` by each transport. */
export const followExamples: Readonly<Record<TransportName, Example>> = {
  sse: {
    curl: "curl -N 'BASEsse/clock?every=500'",
    browser: `const stream = new EventSource('BASEsse/clock?every=500');
stream.addEventListener('tick', ({ data, lastEventId }) => {
  console.log(lastEventId, JSON.parse(data).count);
});`,
    python: `import json
from urllib.request import urlopen

with urlopen('BASEsse/clock?every=500') as stream:
    fields = {}
    for line in stream:
        line = line.decode().rstrip('\\r\\n')
        if line.startswith(':'):
            continue
        if line:
            name, _, value = line.partition(':')
            fields[name] = value[1:] if value.startswith(' ') else value
        elif 'data' in fields:
            print(fields['id'], json.loads(fields['data'])['count'], flush=True)
            fields = {}`,
  },
  ws: {
    curl: `curl -siN --http1.1 --output - \\
  -H 'Connection: Upgrade' -H 'Upgrade: websocket' \\
  -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \\
  'BASEws/clock?every=500'`,
    browser: `const socket = new WebSocket('SOCKETws/clock?every=500');
socket.addEventListener('message', (message) => {
  const { id, data } = JSON.parse(message.data);
  console.log(id, data.count);
});`,
    python: `import asyncio, json
import websockets  # pip install websockets

async def follow():
    async with websockets.connect('SOCKETws/clock?every=500') as socket:
        async for message in socket:
            event = json.loads(message)
            print(event['id'], event['data']['count'], flush=True)

asyncio.run(follow())`,
  },
  'long-poll': {
    curl: "curl 'BASElong-poll/clock?every=500'",
    browser: `let after = '';
for (;;) {
  const answer = await fetch(\`BASElong-poll/clock?every=500\${after}\`);
  const { events, next } = await answer.json();
  for (const { id, data } of events) console.log(id, data.count);
  after = \`&after=\${next}\`;
}`,
    python: `import json
from urllib.request import urlopen

after = ''
while True:
    with urlopen('BASElong-poll/clock?every=500' + after) as answer:
        page = json.load(answer)
    for event in page['events']:
        print(event['id'], event['data']['count'], flush=True)
    after = '&after=' + page['next']`,
  },
  poll: {
    curl: "curl 'BASEpoll/clock?every=500'",
    browser: `let after = '';
for (;;) {
  const answer = await fetch(\`BASEpoll/clock?every=500\${after}\`);
  const { events, next } = await answer.json();
  for (const { id, data } of events) console.log(id, data.count);
  after = \`&after=\${next}\`;
  await new Promise((resolve) => setTimeout(resolve, 1000));
}`,
    python: `import json, time
from urllib.request import urlopen

after = ''
while True:
    with urlopen('BASEpoll/clock?every=500' + after) as answer:
        page = json.load(answer)
    for event in page['events']:
        print(event['id'], event['data']['count'], flush=True)
    after = '&after=' + page['next']
    time.sleep(1)`,
  },
};

/** How to send the topic `echo` something. */
export const sendExample: Example = {
  curl: `curl -H 'Content-Type: application/json' \\
  -d '{"event":"say","data":{"text":"hello"}}' 'BASEsend/echo'`,
  browser: `const answer = await fetch('BASEsend/echo', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ event: 'say', data: { text: 'hello' } }),
});
console.log((await answer.json()).id);`,
  python: `import json
from urllib.request import Request, urlopen

message = {'event': 'say', 'data': {'text': 'hello'}}
request = Request('BASEsend/echo', json.dumps(message).encode(),
                  {'Content-Type': 'application/json'})
with urlopen(request) as answer:
    print(json.load(answer)['id'])`,
};

/** How to have an event stream sent byte by byte. */
export const composeExample: Example = {
  curl: `curl -N 'BASEcompose?every=500&chunk=event:+greeting%0A&chunk=data:+hello%0A%0A'`,
  browser: `const query = new URLSearchParams({ every: 500 });
for (const chunk of ['event: greeting\\n', 'data: hello\\n\\n']) query.append('chunk', chunk);
const stream = new EventSource('BASEcompose?' + query);
stream.addEventListener('greeting', ({ data }) => {
  console.log(data);
  stream.close();
});`,
  python: `from urllib.parse import urlencode
from urllib.request import urlopen

chunks = ['event: greeting\\n', 'data: hello\\n\\n']
query = urlencode({'every': 500, 'chunk': chunks}, doseq=True)
with urlopen('BASEcompose?' + query) as stream:
    for line in stream:
        print(line.decode(), end='', flush=True)`,
};

/** How to switch a fault on. */
export const faultExample: Example = {
  curl: `curl -X PUT -H 'Content-Type: application/json' \\
  -d '{"fault":"freeze","for":5000}' 'SITE/api/spaces/SPACE/faults'`,
  browser: `const answer = await fetch('SITE/api/spaces/SPACE/faults', {
  method: 'PUT',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ fault: 'freeze', for: 5000 }),
});
console.log((await answer.json()).faults[0].fault);`,
  python: `import json
from urllib.request import Request, urlopen

fault = {'fault': 'freeze', 'for': 5000}
request = Request('SITE/api/spaces/SPACE/faults', json.dumps(fault).encode(),
                  {'Content-Type': 'application/json'}, method='PUT')
with urlopen(request) as answer:
    print(json.load(answer)['faults'][0]['fault'])`,
};

/** A space of one's own, for scripts. */
export const spaceExample: Example = {
  curl: "curl -X POST 'SITE/api/spaces'",
  browser: `const answer = await fetch('SITE/api/spaces', { method: 'POST' });
console.log((await answer.json()).base);`,
  python: `import json
from urllib.request import Request, urlopen

with urlopen(Request('SITE/api/spaces', method='POST')) as answer:
    print(json.load(answer)['base'])`,
};

/** A command that follows a topic, with the parameters that a topic has by itself. */
export function followCommand(topic: string): string {
  return `curl -N 'BASEsse/${topic}'`;
}

/** What crosses the connections of a space, while another program follows something in it. */
export const wireExample: Example = {
  curl: "curl -N 'SITE/api/spaces/SPACE/wire'",
  browser: `const wire = new EventSource('SITE/api/spaces/SPACE/wire');
wire.addEventListener('record', ({ data }) => {
  const { connection, direction, summary } = JSON.parse(data);
  console.log(connection, direction, summary);
});`,
  python: `import json
from urllib.request import urlopen

with urlopen('SITE/api/spaces/SPACE/wire') as stream:
    for line in stream:
        name, _, value = line.decode().partition(':')
        if name == 'data':
            record = json.loads(value)
            if 'summary' in record:
                print(record['connection'], record['direction'], record['summary'], flush=True)`,
};
