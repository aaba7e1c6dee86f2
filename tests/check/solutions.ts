/** Type-checks every lesson's solution as a run sees it: laid over the files that readers start from. */
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The compiler's complaints about the solutions below `lessons`, as `path:line message`. */
export function solutionErrors(root: string, lessons = 'content/lessons'): string[] {
  const solutions = globSync(`${lessons}/*/solution/**/*.{ts,tsx}`, { cwd: root });
  if (solutions.length === 0) return [];
  /** Where a solution's file stands in a run → the solution's file. */
  const overlay = new Map(
    solutions.map((file) => [
      path.join(
        root,
        file.replace(`${path.sep}solution${path.sep}`, `${path.sep}sandbox${path.sep}`),
      ),
      path.join(root, file),
    ]),
  );
  const real = (file: string): string => overlay.get(path.normalize(file)) ?? file;

  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'tsconfig.json'),
    { noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
      },
    },
  );
  if (!config) throw new Error('tsconfig.json cannot be read.');
  const host = ts.createCompilerHost(config.options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => readFile(real(file));
  host.fileExists = (file) => fileExists(real(file));
  host.getSourceFile = (file, ...rest) => {
    const source = getSourceFile(real(file), ...rest);
    if (source && real(file) !== file) source.fileName = file;
    return source;
  };
  // A sandbox's files see the environment's types alone, so the program needs nothing else of the project.
  const sandboxes = [...overlay.keys()].map((file) => sandboxOf(file));
  const program = ts.createProgram({
    rootNames: [
      ...overlay.keys(),
      ...config.fileNames.filter((file) =>
        sandboxes.some((folder) => path.normalize(file).startsWith(folder)),
      ),
      ...[path.join(root, '.astro/types.d.ts')].filter(existsSync),
    ],
    options: config.options,
    host,
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n  ');
    if (!file) return message;
    const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
    return `${path.relative(root, real(file.fileName))}:${line + 1} ${message}`;
  });
}

function sandboxOf(file: string): string {
  return file.slice(
    0,
    file.indexOf(`${path.sep}sandbox${path.sep}`) + `${path.sep}sandbox${path.sep}`.length,
  );
}
