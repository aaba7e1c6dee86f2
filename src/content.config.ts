import { defineCollection } from 'astro:content';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { topicNames } from '../sandbox-server/topics/index.ts';
import { claimSchema } from './claims/claim.ts';
import { transportNames } from './components/transports.ts';
import { parts } from './layouts/parts.ts';

/** The frontmatter of `content/lessons/NN-slug/index.mdx`. */
const lessonSchema = z.strictObject({
  /** Name of the lesson: its heading, its entry in lists and in the search. */
  title: z.string().min(1),
  /** The part of the curriculum that the lesson belongs to. */
  part: z.enum(parts),
  /** The one question that the lesson answers, ending in a question mark. */
  question: z.string().endsWith('?', 'must be a question: end it with "?"'),
  /** Time that an average reader needs, exercises included, in minutes. */
  minutes: z.int().min(1).max(60),
  /** Topics of the live server that the lesson's sandboxes follow. */
  topics: z.array(z.enum(topicNames)).min(1),
  /** What the lesson shows, in one or two sentences: for lists, search engines and link previews. */
  summary: z.string().min(20).max(200),
  /** Whether the lesson is unfinished: then `npm run dev` shows it and the built site has no trace of it. False by default. */
  draft: z.boolean().default(false),
});

/** `04-the-event-stream-format/index.mdx` → `the-event-stream-format`: the number orders lessons and is not part of the URL. */
function slugOf(entry: string): string {
  const folder = /^\d{2}-(?<slug>[a-z0-9-]+)\/index\.mdx$/.exec(entry);
  if (!folder?.groups?.['slug']) {
    throw new Error(
      `The lesson content/lessons/${entry} has no usable folder name. Lessons are ordered by two digits and named in lower case: rename the folder to something like 08-reconnection.`,
    );
  }
  return folder.groups['slug'];
}

/** `event-source-errors.yaml` → `event-source-errors`: what lessons call the claim, and its address on /claims. */
function claimSlugOf(entry: string): string {
  const slug = /^(?<slug>[a-z][a-z0-9-]*)\.yaml$/.exec(entry)?.groups?.['slug'];
  if (slug) return slug;
  throw new Error(
    `The claim content/claims/${entry} has a name that cannot be an address. Rename it to lower-case words with hyphens, such as event-source-errors.yaml.`,
  );
}

/** `content/playground/<name>/start.yaml`; the other files of the folder are what the reader starts from. */
const startSchema = z.strictObject({
  /** What the sandbox is about, in a few words: its heading. */
  title: z.string().min(1),
  /** The same among the others of its group, in a word or two. */
  label: z.string().min(1),
  /** The transport that it is listed with; `both` when it compares some. */
  group: z.enum([...transportNames, 'both']),
  /** Its place in the group, counted from 1. */
  order: z.int().min(1),
  /** What there is to see, in one or two sentences. */
  summary: z.string().min(20).max(200),
});

export const collections = {
  playground: defineCollection({
    loader: glob({
      base: './content/playground',
      pattern: '*/start.yaml',
      generateId: ({ entry }) => entry.replace(/\/start\.yaml$/, ''),
    }),
    schema: startSchema,
  }),

  lessons: defineCollection({
    loader: glob({
      base: './content/lessons',
      pattern: '*/index.mdx',
      generateId: ({ entry }) => slugOf(entry),
    }),
    schema: lessonSchema,
  }),

  claims: defineCollection({
    loader: glob({
      base: './content/claims',
      pattern: '*.{yaml,yml}',
      generateId: ({ entry }) => claimSlugOf(entry),
    }),
    schema: claimSchema,
  }),

  // Starlight's own collection, which cannot live in content/: it wants an entry to be quiet, and drafts are never built.
  docs: defineCollection({
    loader: () => [{ id: 'none', title: 'Lessons are in content/lessons', draft: true }],
    schema: docsSchema(),
  }),

  /** The words of Starlight's interface that are ours. */
  i18n: defineCollection({
    loader: () => [{ id: 'en', 'search.label': 'Search the lessons' }],
    schema: i18nSchema(),
  }),
};
