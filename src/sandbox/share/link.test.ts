import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deflate, toLetters } from './compress.ts';
import { fragmentOf, LinkProblem, longestFragment, openFragment } from './link.ts';
import { bringsCode, keyOfFragment } from './link-fragment.ts';

const key = '04-the-event-stream-format/parser';
const title = 'The parser';

const name = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), fc.constantFrom('ts', 'css', 'html', 'json'))
  .map(([stem, extension]) => `/${stem}.${extension}`);
const files = fc
  .uniqueArray(fc.tuple(name, fc.string({ unit: 'binary', maxLength: 300 })), {
    minLength: 1,
    maxLength: 8,
    selector: ([path]) => path,
  })
  .map((entries) => Object.fromEntries([['/index.ts', ''], ...entries]));

/** A link whose JSON is this, whatever it is. */
async function fragmentWith(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return `#code=1.${key}.${toLetters(await deflate(bytes))}`;
}

async function problemOf(fragment: string): Promise<string> {
  const opened = await openFragment(fragment).catch((error: unknown) => error);
  if (!(opened instanceof LinkProblem)) throw new Error('The link was opened.');
  return `${opened.reason}: ${opened.message} ${opened.help}`;
}

const damaged =
  'damaged: This link is damaged: a part of it is missing or was changed. Copy it again, the whole of it, or ask its sender for it.';

test('what was put into a link comes out of it', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (files) => {
      const fragment = await fragmentOf({ key, title, files });
      expect(new URL(`http://duplex.test/lessons/one/${fragment}`).hash).toBe(fragment);
      expect(await openFragment(fragment)).toEqual({ key, title, files });
    }),
  );
});

test('no part of a link passes for the whole', async () => {
  const fragment = await fragmentOf({
    key,
    title,
    files: { '/index.ts': 'start();\n'.repeat(40) },
  });
  for (let length = 0; length < fragment.length; length += 1) {
    expect(await problemOf(fragment.slice(0, length))).toBe(damaged);
  }
});

test('a link with one letter changed is not opened, or has the same code', async () => {
  const files = { '/index.ts': 'const source = new EventSource("sse/clock");' };
  const fragment = await fragmentOf({ key, title, files });
  const start = fragment.lastIndexOf('.') + 1;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: start, max: fragment.length - 1 }),
      fc.stringMatching(/^[\w-]$/),
      async (index, letter) => {
        const changed = fragment.slice(0, index) + letter + fragment.slice(index + 1);
        const opened = await openFragment(changed).catch((error: unknown) => error);
        if (!(opened instanceof LinkProblem)) expect(opened).toEqual({ key, title, files });
      },
    ),
  );
});

test('anything behind # is opened or refused in words', async () => {
  const rest = fc.oneof(fc.string(), fc.stringMatching(/^\d\.[a-z/-]{1,9}\.[\w-]{1,60}$/));
  await fc.assert(
    fc.asyncProperty(rest, async (rest) => {
      await expect(openFragment(`#code=${rest}`)).rejects.toBeInstanceOf(LinkProblem);
    }),
  );
});

test.each([
  '../x.ts',
  '/etc/hosts.ts',
  '__proto__',
  'constructor',
  '.env.ts',
  'a//b.ts',
  'a\\b.ts',
  'index.ts ',
  'page.exe',
  'con.ts',
  'aux/x.ts',
  '',
])('a file named %j is refused', async (name) => {
  expect(await problemOf(await fragmentWith({ files: [[name, '']] }))).toBe(
    `file-refused: This link brings a file named ${JSON.stringify(name)}, which a sandbox cannot have. It was not made by Duplex. Ask its sender for the code itself.`,
  );
});

test('two files that are one on some systems are refused', async () => {
  const content = {
    files: [
      ['index.ts', ''],
      ['Index.ts', ''],
    ],
  };
  expect(await problemOf(await fragmentWith(content))).toMatch(/^file-refused: .*"Index\.ts"/);
});

test('code with nothing to start a run with is no link', async () => {
  for (const files of [{ '/main.ts': '' }, { '/styles.css': '' }, { '/chat/index.ts': '' }]) {
    const refused = await fragmentOf({ key, title, files }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message:
        'This code has no index.ts and no index.html, which a run starts with: nobody could run it.',
      help: 'Give one of its files that name, then share it.',
    });
    const named = Object.entries(files).map(([path, code]) => [path.slice(1), code]);
    expect(await problemOf(await fragmentWith({ files: named }))).toBe(
      'no-entry: This link brings no index.ts and no index.html, which a run starts with. Ask its sender for the whole code.',
    );
  }
});

test.each(['index.html', 'index.ts', 'index.js', 'index.mjs'])(
  '%s alone is code that a run starts with',
  async (name) => {
    const files = { [`/${name}`]: '' };
    const fragment = await fragmentOf({ key, title, files });
    expect(await openFragment(fragment)).toEqual({ key, title, files });
  },
);

test.each([
  [null],
  [[]],
  [{}],
  [{ files: {} }],
  [{ files: [] }],
  [{ files: [null] }],
  [{ files: [['index.ts']] }],
  [{ files: [['index.ts', 1]] }],
])('%j is no code', async (content) => {
  expect(await problemOf(await fragmentWith(content))).toBe(damaged);
});

test('bytes that are no text are refused', async () => {
  const fragment = `#code=1.${key}.${toLetters(await deflate(Uint8Array.of(0xff, 0xfe)))}`;
  expect(await problemOf(fragment)).toBe(damaged);
});

test('a small link that unpacks to very much is not unpacked', async () => {
  const bomb = toLetters(await deflate(new Uint8Array(8_000_000)));
  expect(bomb.length).toBeLessThan(longestFragment);
  expect(await problemOf(`#code=1.${key}.${bomb}`)).toBe(
    'too-large: This link brings more than a sandbox holds. Ask its sender for the files.',
  );
});

test('a link of more than the most characters is not even looked at', async () => {
  expect(await problemOf(`#code=1.${key}.${'A'.repeat(longestFragment)}`)).toMatch(/^too-large: /);
  const many = Array.from({ length: 41 }, (_, index) => [`file-${index}.ts`, '']);
  expect(await problemOf(await fragmentWith({ files: many }))).toMatch(/^too-large: /);
});

test('a link of a later version says so', async () => {
  expect(await problemOf(`#code=2.${key}.anything`)).toBe(
    'newer: This link was made by a newer version of Duplex than this one. Open it where it was made, or ask its sender for the files.',
  );
});

test('code that does not fit into a link is refused with its size', async () => {
  const noise = Array.from({ length: 20_000 }, (_, index) => Math.sin(index).toString(36)).join('');
  const refused = fragmentOf({ key, title, files: { '/index.ts': noise.slice(0, 200_000) } });
  await expect(refused).rejects.toThrow(
    /^This code is too large for a link: it would have [\d,]+ characters, and mail and chat programs cut off links of more than 16,000\.$/,
  );
});

test('the sandbox is known before the code is unpacked', async () => {
  const fragment = await fragmentOf({ key, title, files: { '/index.ts': '' } });
  expect([bringsCode(fragment), keyOfFragment(fragment)]).toEqual([true, key]);
  expect([bringsCode('#the-format'), bringsCode(''), bringsCode('#code=')]).toEqual([
    false,
    false,
    true,
  ]);
  expect(keyOfFragment('#code=1.__proto__.eJw')).toBeUndefined();
});
