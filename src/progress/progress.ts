/** What a reader has read and solved. Browser-safe: no DOM. */

/** A heading of a lesson. */
export interface Place {
  id: string;
  title: string;
}

/** What is known of one lesson. Times are in ISO 8601. */
export interface LessonProgress {
  /** When it was opened last. */
  visited: string;
  /** The heading that the reader was at; absent at the top. */
  place?: Place;
  /** When its end was first reached. */
  read?: string;
  /** Its exercises by the key of their sandbox, each with the time when all its checks first passed, or null. */
  exercises: Readonly<Record<string, string | null>>;
}

/** Lessons by the last part of their path, such as `the-dilemma`. */
export type Progress = ReadonlyMap<string, LessonProgress>;

export type ProgressEvent = { lesson: string; time: string } & (
  | { type: 'visited'; exercises: readonly string[] }
  | { type: 'moved'; place: Place | undefined }
  | { type: 'read' }
  | { type: 'passed'; exercise: string }
);

export const noProgress: Progress = new Map();

export function reduceProgress(progress: Progress, event: ProgressEvent): Progress {
  const before: LessonProgress = progress.get(event.lesson) ?? {
    visited: event.time,
    exercises: {},
  };
  return new Map(progress).set(event.lesson, after(before, event));
}

function after(before: LessonProgress, event: ProgressEvent): LessonProgress {
  switch (event.type) {
    case 'visited': {
      const exercises = event.exercises.map((key) => [key, before.exercises[key] ?? null]);
      return { ...before, visited: event.time, exercises: Object.fromEntries(exercises) };
    }
    case 'moved': {
      const { place: _, ...rest } = before;
      return { ...rest, visited: event.time, ...(event.place ? { place: event.place } : {}) };
    }
    case 'read':
      return { ...before, read: before.read ?? event.time };
    case 'passed':
      return {
        ...before,
        exercises: {
          ...before.exercises,
          [event.exercise]: before.exercises[event.exercise] ?? event.time,
        },
      };
  }
}

export type Standing = 'started' | 'read' | 'done';

/** How far a lesson is: done when its end was reached and all its exercises are passed. */
export function standingOf({ read, exercises }: LessonProgress): Standing {
  const open = Object.values(exercises).some((passed) => passed === null);
  if (read && !open) return 'done';
  return read ? 'read' : 'started';
}

/** "2 of 3 exercises passed", or nothing for a lesson without exercises. */
export function sayExercises({ exercises }: LessonProgress): string | undefined {
  const all = Object.values(exercises);
  if (all.length === 0) return undefined;
  const passed = all.filter((time) => time !== null).length;
  return `${passed} of ${all.length} ${all.length === 1 ? 'exercise' : 'exercises'} passed`;
}

/** The lesson that was visited last. */
export function latestOf(progress: Progress): [lesson: string, LessonProgress] | undefined {
  return [...progress].reduce<[string, LessonProgress] | undefined>(
    (latest, entry) => (latest && latest[1].visited >= entry[1].visited ? latest : entry),
    undefined,
  );
}

/** Both at once: what was reached in either, and the place of the later visit. */
export function mergeProgress(one: Progress, other: Progress): Progress {
  const lessons = new Set([...one.keys(), ...other.keys()]);
  return new Map(
    [...lessons].flatMap((lesson) => {
      const both = [one.get(lesson), other.get(lesson)].filter((known) => known !== undefined);
      const merged = both.reduce(mergeLesson);
      return [[lesson, merged] as const];
    }),
  );
}

function mergeLesson(one: LessonProgress, other: LessonProgress): LessonProgress {
  const [earlier, later] = one.visited < other.visited ? [one, other] : [other, one];
  const read = earliest(one.read, other.read);
  const { read: _, ...rest } = later;
  const keys = new Set([...Object.keys(one.exercises), ...Object.keys(other.exercises)]);
  const exercises = [...keys].map((key) => [
    key,
    earliest(earlier.exercises[key], later.exercises[key]) ?? null,
  ]);
  return { ...rest, ...(read ? { read } : {}), exercises: Object.fromEntries(exercises) };
}

function earliest(one: string | null | undefined, other: string | null | undefined) {
  if (!one || !other) return one || other || undefined;
  return one < other ? one : other;
}

/** As it is kept: JSON text that `parseProgress` takes. */
export function formatProgress(progress: Progress): string {
  return JSON.stringify({ version: 1, lessons: Object.fromEntries(progress) });
}

/** @returns What of the text is usable; nothing when none of it is. */
export function parseProgress(text: string | null): Progress {
  const value = parseJson(text);
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['lessons'])) return noProgress;
  return new Map(
    Object.entries(value['lessons']).flatMap(([lesson, entry]) => {
      const read = readLesson(entry);
      return read ? [[lesson, read] as const] : [];
    }),
  );
}

function readLesson(value: unknown): LessonProgress | undefined {
  if (!isRecord(value) || !isTime(value['visited'])) return undefined;
  const { visited, place, read, exercises } = value;
  const kept = isRecord(exercises) ? Object.entries(exercises) : [];
  return {
    visited,
    ...(isPlace(place) ? { place: { id: place.id, title: place.title } } : {}),
    ...(isTime(read) ? { read } : {}),
    exercises: Object.fromEntries(kept.map(([key, time]) => [key, isTime(time) ? time : null])),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is Place {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['title'] === 'string';
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
