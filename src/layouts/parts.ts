/** The parts of the curriculum, in reading order. A lesson names its part in its frontmatter. */
export const parts = [
  'The decision',
  'Concepts',
  'Head to head',
  'The framework',
  'Cases',
  'Practice',
  'Questions',
] as const;

export type Part = (typeof parts)[number];
