import { expect, test } from 'vitest';
import { explanation } from './explain-violations.ts';

test.each([
  [
    'connect-src',
    'wss://example.com/chat?token=1',
    'The connection to wss://example.com/chat was refused. Code in a sandbox talks to its live server alone, http://live: use a relative address such as "sse/clock".',
  ],
  [
    'script-src-attr',
    'inline',
    'Code in an attribute such as onclick, or in eval, was not run. Write it in a file, and use addEventListener.',
  ],
  [
    'script-src-elem',
    'https://example.com/a.js',
    'The script https://example.com/a.js was not loaded. A sandbox runs its own files alone: add it as one.',
  ],
  [
    'img-src',
    'https://example.com/a.png',
    'https://example.com/a.png was not loaded. A sandbox loads nothing from elsewhere: use data: or blob: for images and fonts.',
  ],
])('%s %s', (effectiveDirective, blockedURI, message) => {
  expect(explanation({ effectiveDirective, blockedURI }, 'http://live')).toBe(message);
});
