import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { atBuild } from './src/build/at-build.ts';
import { listSpacing } from './src/build/list-spacing.ts';
import { sandbox } from './src/sandbox/vite.ts';
import { codeThemes } from './src/styles/code-themes.ts';

export default defineConfig({
  outDir: './dist/site',
  output: 'static',
  // Keeps the space between a word at the end of a line and the element at the start of the next.
  compressHTML: true,
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  vite: {
    plugins: [atBuild(), sandbox(), listSpacing()],
    build: {
      // The workbench is large and fetched late; tests/budgets.json judges sizes.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        onLog(level, log, report) {
          // Astro marks every MDX module with a directive of its own, which Rolldown does not know.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
  },
  integrations: [
    starlight({
      title: 'Duplex',
      description:
        'WebSockets, Server-Sent Events, or both? An interactive guide that lets you try every answer against a live server.',
      favicon: '/favicon.svg',
      // Pages bring their own, made from the lessons.
      sidebar: [],
      // There is no picture to go with a link.
      head: [{ tag: 'meta', attrs: { name: 'twitter:card', content: 'summary' } }],
      customCss: ['./src/styles/site.css'],
      disable404Route: true,
      // Lessons are a collection of their own, outside of Starlight's `docs`: this gives them asides and heading links too.
      markdown: { processedDirs: ['./content/'] },
      expressiveCode: {
        themes: codeThemes,
        useStarlightUiThemeColors: true,
        minSyntaxHighlightingColorContrast: 7,
        // Nothing to scroll sideways on a phone, and nothing that only a mouse can reach.
        defaultProps: { wrap: true },
        styleOverrides: {
          borderRadius: '0.375rem',
          borderColor: 'var(--duplex-line)',
          codeBackground: 'var(--duplex-surface)',
          uiFontSize: '0.8125rem',
          frames: {
            editorTabBarBackground: 'var(--duplex-surface)',
            editorTabBarBorderBottomColor: 'var(--duplex-line)',
            editorActiveTabBackground: 'var(--duplex-surface)',
            editorActiveTabForeground: 'var(--duplex-text)',
            editorActiveTabIndicatorTopColor: 'transparent',
            editorActiveTabBorderColor: 'transparent',
          },
        },
      },
      components: {
        Head: './src/components/chrome/Head.astro',
        Header: './src/components/chrome/Header.astro',
        Hero: './src/components/chrome/Hero.astro',
        PageTitle: './src/components/chrome/PageTitle.astro',
        Sidebar: './src/components/chrome/Sidebar.astro',
        PageSidebar: './src/components/chrome/PageSidebar.astro',
        TwoColumnContent: './src/components/chrome/OneColumnContent.astro',
      },
    }),
    mdx(),
    // The site has no address of its own, so there is nothing to put in a sitemap: this keeps Starlight from adding one.
    { name: '@astrojs/sitemap', hooks: {} },
  ],
});
