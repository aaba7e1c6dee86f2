/** The checks that lessons have, fetched when they are needed. Browser-safe. */
import type { Check, Outcome } from './api.ts';
import { type ChecksModule, checksOf } from './checks-module.ts';

const modules = import.meta.glob<ChecksModule>('../../../content/lessons/*/checks.ts');

/** @param key A sandbox's key: the lesson's folder, and the part if it has one. @throws when it cannot be fetched */
export async function loadChecks(key: string): Promise<readonly Check[]> {
  const [lesson = '', part] = key.split('/');
  return checksOf(await load(lesson), part);
}

/** @param id Of the prediction. @throws when it cannot be fetched */
export async function loadOutcome(lesson: string, id: string): Promise<Outcome | undefined> {
  return (await load(lesson)).outcomes?.[id];
}

async function load(lesson: string): Promise<ChecksModule> {
  return (await modules[`../../../content/lessons/${lesson}/checks.ts`]?.()) ?? {};
}
