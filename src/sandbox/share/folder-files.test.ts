import { expect, test } from 'vitest';
import { folderFilesOf, folderNameOf } from './folder-files.ts';

const parts = {
  title: 'Ticks & <clocks>',
  site: 'http://192.168.1.5:4321',
  server: '// serves',
  packages: {},
  imports: {},
};

test('makes a page that runs the script, with the style sheets that no script imports', () => {
  const folder = folderFilesOf({
    ...parts,
    files: {
      '/index.ts': "import './view.css';\n",
      '/view.css': 'p {}',
      '/styles.css': 'body {}',
    },
  });
  expect(folder['page/index.html']).toBe(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ticks &amp; &lt;clocks></title>
<link rel="stylesheet" href="duplex-base.css">
<link rel="stylesheet" href="styles.css">
<script type="module" src="index.ts"></script>
</head>
<body></body>
</html>
`);
  expect(folder).toMatchObject({
    'page/index.ts': "import './view.css';\n",
    'serve.mjs': '// serves',
  });
  expect(JSON.parse(folder['package.json'] ?? '')).toMatchObject({
    name: 'ticks-clocks',
    config: { duplex: 'http://192.168.1.5:4321' },
  });
  expect(folder['README.md']).toContain('http://192.168.1.5:4321. It has to run');
});

test.each([
  [
    '<!doctype html>\n<html>\n<head>\n<title>Mine</title>',
    '<!doctype html>\n<html>\n<head>\nADDED<title>Mine</title>',
  ],
  ['<!doctype html>\n<p>Mine</p>', '<!doctype html>\nADDED<p>Mine</p>'],
  ['<p>Mine</p>', 'ADDED<p>Mine</p>'],
])('keeps the page that the sandbox has: %j', (own, expected) => {
  const folder = folderFilesOf({ ...parts, files: { '/index.html': own } });
  const added = '<link rel="stylesheet" href="duplex-base.css">\n';
  expect(folder['page/index.html']).toBe(expected.replace('ADDED', added));
});

test('brings the packages that the code imports, and says where they are', () => {
  const folder = folderFilesOf({
    ...parts,
    files: { '/index.ts': '' },
    packages: { 'msgpack.js': 'export {};' },
    imports: { '@msgpack/msgpack': 'msgpack.js' },
  });
  expect(folder['page/packages/msgpack.js']).toBe('export {};');
  expect(folder['page/index.html']).toContain(
    '<script type="importmap">{"imports":{"@msgpack/msgpack":"./packages/msgpack.js"}}</script>\n<script type="module"',
  );
});

test('what the reader wrote is never in the way of what runs it', () => {
  const files = { '/index.ts': '', '/serve.mjs': 'mine', '/package.json': '{}' };
  const folder = folderFilesOf({ ...parts, files });
  expect(folder['serve.mjs']).toBe('// serves');
  expect(folder['page/serve.mjs']).toBe('mine');
});

test('a folder is named after its title', () => {
  expect(['Two live streams', 'Häuser & 3', '…'].map(folderNameOf)).toEqual([
    'two-live-streams',
    'h-user-3',
    'sandbox',
  ]);
});
