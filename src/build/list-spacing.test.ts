import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutListSpacing } from './list-spacing.ts';

const markdown = 'node_modules/@astrojs/starlight/dist/style/markdown.css';

test('takes out the one rule that has every change of the page styled anew', () => {
  const css = readFileSync(markdown, 'utf8');
  const without = withoutListSpacing(css);
  expect(css.split(':has(> li').length - without.split(':has(> li').length).toBe(1);
  expect(without).not.toContain(':has(~');
  const [before, after] = [css, without].map((text) => text.match(/\{/g)?.length ?? 0);
  expect(after).toBe((before ?? 0) - 1);
});

test('says so when the rule is no longer there', () => {
  expect(() => withoutListSpacing('li { margin: 0 }')).toThrow(
    "Starlight's markdown.css no longer has its rule for the spacing inside lists: see whether src/build/list-spacing.ts is still needed.",
  );
});
