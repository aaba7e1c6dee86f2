/**
 * How a run's document looks before the reader styles it. In a layer, so that any rule of the reader's wins.
 * Browser-safe.
 */
export const baseStyle = `@layer duplex {
  :root {
    color-scheme: light dark;
    background: light-dark(#fff, #191815);
    color: light-dark(#1d1b16, #f1eee6);
    font: 1rem / 1.5 system-ui, sans-serif;
    overflow-wrap: break-word;
  }
  :root[data-theme='light'] { color-scheme: light; }
  :root[data-theme='dark'] { color-scheme: dark; }
  body { margin: 1rem; }
  button, input, select, textarea { font: inherit; }
  code, kbd, pre, samp { font: 0.875em / 1.5 ui-monospace, monospace; }
  pre { overflow: auto; }
  img, video, canvas, svg { max-inline-size: 100%; }
  table { border-collapse: collapse; }
  th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: start; }
}`;
