/** `npm run test:lessons`: builds what has changed, judges the lessons, and ends with 0 only if something was judged and nothing failed. */
import path from 'node:path';
import { build } from '../check.ts';
import { type LessonsOptions, readOptions, usage } from './options.ts';
import { testLessons } from './test-lessons.ts';

const root = path.join(import.meta.dirname, '../..');

function optionsOrUsage(): LessonsOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}

const options = optionsOrUsage();
process.chdir(root);
const built = await build();
if (built.passed) {
  const { passed, failed, failures } = await testLessons(root, options);
  for (const failure of failures) console.log(`  ✗ ${failure}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} else {
  console.log(`The site and the runner cannot be built.\n${built.report.trim()}`);
  process.exitCode = 1;
}
