/** What an experiment is: it runs in the reader's browser against a space of its own. Browser-safe. */
import type { Laboratory } from './laboratory.ts';

/** A number that each repetition of an experiment yields. */
export interface Measure<Name extends string = string> {
  /** A claim's value of the same name is set beside it. */
  name: Name;
  /** What is measured, in a few words. */
  label: string;
  /** Such as `ms`, `bytes` or `requests`. */
  unit: string;
}

/** What one repetition yielded, by the measures' names; NaN where this browser gave nothing to measure. */
export type Readings<Name extends string = string> = Readonly<Record<Name, number>>;

/** What all repetitions say about the claims that name the experiment. */
export interface Finding {
  /** `disturbed`: something else in the browser was in the way, so the readings say nothing. */
  outcome: 'agrees' | 'differs' | 'disturbed';
  /** In a sentence, for the reader. */
  text: string;
}

export interface Experiment<Name extends string = string> {
  title: string;
  /** What is done and what is read off, in one to three sentences. */
  about: string;
  /** How long all repetitions take, roughly. */
  seconds: number;
  repetitions: number;
  /** How often a repetition calls `step`. */
  steps: number;
  measures: readonly Measure<Name>[];
  /** Does it once. It leaves nothing open that it has not opened through the laboratory. */
  measure(laboratory: Laboratory): Promise<Readings<Name>>;
  /** Compares thresholds and ratios, never absolute times: it also judges in continuous integration, on a busy machine. */
  judge(readings: readonly Readings<Name>[]): Finding;
}

/** An experiment is a value: nothing happens until it is run. */
export function defineExperiment<const Name extends string>(
  experiment: Experiment<Name>,
): Experiment<Name> {
  return experiment;
}
