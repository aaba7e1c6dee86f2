/** Adding, renaming and deleting a sandbox's files. Browser-safe. */
import { type Files, nameOf } from '../description.ts';
import { isSameFile, problemOfName } from '../share/file-names.ts';

/** What is wrong with the name for a file of this sandbox; undefined when nothing is. */
export function problemWithName(
  files: Files,
  name: string,
  /** The file that is to be renamed. */
  renamed?: string,
): string | undefined {
  const problem = problemOfName(name);
  if (problem) return problem;
  const other = Object.keys(files).find(
    (path) => path !== renamed && isSameFile(nameOf(path), name),
  );
  return other && `There is a file ${nameOf(other)} already.`;
}

export function withFile(files: Files, name: string): Files {
  return { ...files, [`/${name}`]: '' };
}

/** In its place among the others. What imports it has to be changed by the reader. */
export function withRenamed(files: Files, path: string, name: string): Files {
  return Object.fromEntries(
    Object.entries(files).map(([other, code]) => [other === path ? `/${name}` : other, code]),
  );
}

export function withoutFile(files: Files, path: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([other]) => other !== path));
}
