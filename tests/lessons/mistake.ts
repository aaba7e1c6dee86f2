/** Something that goes wrong in a solution, and the check that must find it. */
export interface Mistake {
  /** What the code does then. */
  name: string;
  /** Words of a check that fails. */
  fails: string;
  /** Name of the solution's file. */
  file: string;
  /** Stands in the file once, and is replaced. */
  instead: string;
  by: string;
}
