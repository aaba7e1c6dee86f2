/** Browser-safe. */
import type { Files } from '../description.ts';

/** A sandbox's code as it is handed on. */
export interface Shareable {
  /** Key of its sandbox. */
  key: string;
  /** What its sandbox is about; empty when that is not known. */
  title: string;
  files: Files;
}
