import { afterAll, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { folderWith } from './support/folder.ts';
import { answerTo, notFoundSite, refusalTo, request } from './support/refusals.ts';
import type { OriginName } from './support/server-process.ts';

const folder = await folderWith({
  'site/index.html': '<p>Hello</p>',
  'site/letters.txt': 'abcdefghij',
  'site/.hidden': 'secret',
  'outside.txt': 'secret',
});
afterAll(() => folder[Symbol.asyncDispose]());

besideBystander('files', ['--site-dir', `${folder.path}/site`], (beside) => {
  const send = (method: string, path: string, ...fields: string[]) =>
    request(`${method} ${path} HTTP/1.1`, fields);
  const origins: OriginName[] = ['site', 'runner'];

  test.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e%2foutside.txt',
    '/x/../../outside.txt',
    '/..%5coutside.txt',
    '/..;/outside.txt',
    '//outside.txt',
    '/.hidden',
    '/%2ehidden',
    '/index.html%00',
    '/index.html%00.txt',
    '/index.html/..',
    '/constructor',
    '/%zz',
    `${folder.path}/outside.txt`,
    `/${'../'.repeat(2000)}etc/passwd`,
  ])('there is none at %s', async (path) => {
    for (const origin of origins) {
      expect(await refusalTo(beside, origin, send('GET', path))).toEqual(notFoundSite);
    }
  });

  test.each([
    ['bytes=0-3', 206, 'abcd', 'bytes 0-3/10'],
    ['bytes=8-', 206, 'ij', 'bytes 8-9/10'],
    ['bytes=8-99', 206, 'ij', 'bytes 8-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=5-2', 200, 'abcdefghij', undefined],
    ['bytes=-5', 200, 'abcdefghij', undefined],
    ['bytes=0-0', 200, 'abcdefghij', undefined],
    ['bytes=a-b', 200, 'abcdefghij', undefined],
    ['bytes=--5', 200, 'abcdefghij', undefined],
    ['bytes=0-1,3-4', 200, 'abcdefghij', undefined],
    [`bytes=${'0-1,'.repeat(3000)}0-1`, 200, 'abcdefghij', undefined],
    ['bytes=0-99999999999999999999999999', 200, 'abcdefghij', undefined],
    ['letters=0-1', 200, 'abcdefghij', undefined],
  ])('the range %s is answered %d', async (range, status, body, contentRange) => {
    const response = await answerTo(beside, 'site', send('GET', '/letters.txt', `Range: ${range}`));
    expect([response.status, response.body]).toEqual([status, body]);
    expect(response.headers.get('content-range')).toBe(contentRange);
  });

  test('HEAD is answered without a body, and the connection goes on', async () => {
    await using socket = await beside.connect('site');
    await socket.send(send('HEAD', '/letters.txt') + send('GET', '/letters.txt'));
    const { status, headers } = await socket.head();
    expect([status, headers.get('content-length')]).toEqual([200, '10']);
    expect((await socket.response()).body).toBe('abcdefghij');
  });

  test('a proxy may ask by the whole URL', async () => {
    expect(
      (await answerTo(beside, 'site', send('GET', 'http://localhost/letters.txt'))).status,
    ).toBe(200);
  });
});
