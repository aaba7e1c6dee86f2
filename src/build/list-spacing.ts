import type { Plugin } from 'vite';

/** Starlight's rule for the room below what stands in list items, up to its closing brace. */
const rule = /\.sl-markdown-content\s*:is\(ol, ul\):has\([^{}]*\{[^{}]*\}/;

/**
 * Takes one rule out of Starlight's stylesheet, which `prose.css` has in a simpler form. It asks with `:has()` for
 * elements that are not of certain kinds, and a browser then styles the whole page anew whenever any element comes or
 * goes: half of what a frame costs while the wire scrolls.
 * @throws when Starlight no longer has it
 */
export function withoutListSpacing(css: string): string {
  if (!rule.test(css)) {
    throw new Error(
      "Starlight's markdown.css no longer has its rule for the spacing inside lists: see whether src/build/list-spacing.ts is still needed.",
    );
  }
  return css.replace(rule, '');
}

export function listSpacing(): Plugin {
  return {
    name: 'duplex-list-spacing',
    enforce: 'pre',
    transform: {
      filter: { id: /starlight\/dist\/style\/markdown\.css$/ },
      handler: (css) => withoutListSpacing(css),
    },
  };
}
