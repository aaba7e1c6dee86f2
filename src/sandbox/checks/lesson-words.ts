/** What a sandbox says of its checks before they are fetched. Runs when the site is built. */
import { type ChecksModule, checksOf, isList } from './checks-module.ts';

export interface Lesson {
  /** Name of its folder. */
  name: string;
  /** Names of the folders in its `sandbox/`; empty when it has one sandbox without parts. */
  parts: readonly string[];
}

/**
 * The words of a sandbox's checks; undefined when it has none.
 * @throws when the lesson's `checks.ts` names a part that it does not have, or has nothing to say
 */
export function wordsOf(
  { name, parts }: Lesson,
  part: string | undefined,
  module: ChecksModule | undefined,
): readonly string[] | undefined {
  if (!module) return undefined;
  const file = `content/lessons/${name}/checks.ts`;
  const { default: checks = [], outcomes = {} } = module;
  if (isList(checks) && checks.length > 0 && parts.length > 0) {
    throw new Error(
      `${file} exports a list of checks, and the lesson has several sandboxes: export { ${parts[0]}: [ … ] }. There are ${parts.join(', ')}.`,
    );
  }
  const named = [
    ...(isList(checks) ? [] : Object.keys(checks)),
    ...Object.values(outcomes).flatMap((one) => one.part ?? []),
  ];
  const unknown = named.filter((one) => !parts.includes(one));
  if (unknown.length > 0) {
    throw new Error(
      `${file} names ${unknown.join(', ')}, which is no part of the lesson. ${
        parts.length > 0
          ? `There are ${parts.join(', ')}.`
          : 'Its one sandbox has no part: export a list of checks, and outcomes of undefined.'
      }`,
    );
  }
  const words = checksOf(module, part).map((check) => check.words);
  const twice = words.find((one, index) => words.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`${file} has two checks “${twice}”. Word them apart.`);
  return words.length > 0 ? words : undefined;
}
