/** Starts the runner's page. */
import { Runner } from './runner.ts';

/** The packages that readers may import, with the paths of their chunks: put here by the build. */
declare const __PACKAGES__: Readonly<Record<string, string>>;

const packageUrls = new Map(
  Object.entries(__PACKAGES__).map(([name, path]) => [name, new URL(path, location.href).href]),
);

if (parent === window) {
  document.body.textContent = 'This page runs the code of a lesson, inside of the lesson.';
} else {
  new Runner(parent, packageUrls).listen(window);
}
