/** What a lesson's `checks.ts` exports. Browser-safe. */
import type { Check, Checks, Outcomes } from './api.ts';

export interface ChecksModule {
  default?: Checks;
  outcomes?: Outcomes;
}

export function checksOf(
  { default: checks = [] }: ChecksModule,
  part: string | undefined,
): readonly Check[] {
  if (isList(checks)) return part === undefined ? checks : [];
  return (part !== undefined && checks[part]) || [];
}

export function isList(checks: Checks): checks is readonly Check[] {
  return Array.isArray(checks);
}
