/** Browser-safe. */
import type { Files } from '../description.ts';

/** A sandbox's code as the menu More hands it on. */
export interface Shareable {
  /** Key of its sandbox. */
  key: string;
  title: string;
  files: Files;
}
