/** What `content/claims/<slug>.yaml` says: one factual sentence, its verdict, and how we know. */
import { z } from 'astro/zod';
import { experimentNames } from './experiment-names.ts';
import { verdictNames } from './verdicts.ts';

const text = z.string().trim().min(1);

const source = z.strictObject({
  /** The document, such as "HTML standard" or "RFC 6455". */
  title: text,
  /** The section that says so, such as '9.2.3', or what to look for in a document without sections. */
  section: z
    .string({
      error: ({ input }) =>
        typeof input === 'number'
          ? `is a number for YAML, which would turn 7.10 into 7.1: put it in quotes, '${input}'`
          : 'is missing: say where in the document it stands',
    })
    .trim()
    .min(1),
  /** Where it is on the web, down to the section where there is an address for it. */
  href: z.url({ protocol: /^https$/, error: 'must be an address that starts with https://' }),
});

const value = z
  .strictObject({
    /** Names the number within its claim, in lower case. An experiment's reading of that name is set beside it. */
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be in lower case, as in default-retry'),
    /** What the number is, in a few words, for the table on the page of claims; its name unless told otherwise. */
    label: text.optional(),
    /** Our number, measured or from the sources; the lower end of a range. */
    value: z.number().optional(),
    /** The upper end of a range. */
    to: z.number().optional(),
    /** What is counted, such as `ms`, `bytes` or `connections`; `%` and `×` are set without a space. */
    unit: text.optional(),
    /** On what and when it was measured, such as 'Chromium 156 on Linux, Node 24, 2026-11-23'. Absent for numbers from the sources. */
    measured: text.optional(),
    /** The guide's number, where it has one. */
    guide: z.number().optional(),
    /** The upper end of the guide's range. */
    guideTo: z.number().optional(),
  })
  .superRefine(({ value: ours, to, measured, guide, guideTo }, context) => {
    if (ours === undefined && guide === undefined) {
      context.addIssue('has no number: give value, guide or both');
    }
    if (guideTo !== undefined && (guide === undefined || guideTo <= guide)) {
      context.addIssue('has a guideTo that ends no range: it must be greater than guide');
    }
    if (ours === undefined && (to !== undefined || measured !== undefined)) {
      context.addIssue('says to or measured of a value that it does not have');
    }
    if (ours !== undefined && to !== undefined && to <= ours) {
      context.addIssue('has a range that ends before it begins: to must be greater than value');
    }
  });

export const claimSchema = z
  .strictObject({
    /** What the guide says, in our words. */
    says: text.optional(),
    /** A sentence of ours that lessons rest on and that the guide does not have; its verdict is `holds`. */
    fact: text.optional(),
    /** What the sources and experiments make of it. */
    verdict: z.enum(verdictNames),
    /** The correct statement, in one or two sentences. A fact can do without. */
    so: text.optional(),
    /** Row of the fact check that it comes from. */
    row: z.int().positive().optional(),
    /** Where it is written. */
    sources: z.array(source).default([]),
    /** What shows it in the reader's own browser. */
    experiment: z.enum(experimentNames).optional(),
    /** How we know, where neither a source nor an experiment for readers says it all, such as 'Run in Chromium 156 with text/html'. */
    measured: text.optional(),
    /** Numbers that lessons use. */
    values: z.array(value).default([]),
  })
  .superRefine(({ says, fact, verdict, so, sources, experiment, values }, context) => {
    if ((says === undefined) === (fact === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['says'],
        message:
          'and fact are one too many or one too few: give says (what the guide says) or fact (a sentence of ours)',
      });
    }
    if (says !== undefined && so === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['so'],
        message: 'is missing: says is what the guide says, so is what is so',
      });
    }
    if (fact !== undefined && verdict !== 'holds') {
      context.addIssue({
        code: 'custom',
        path: ['verdict'],
        message:
          'of a fact of ours can only be holds: correct the sentence, or write says if it is the guide’s',
      });
    }
    if (sources.length === 0 && experiment === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['sources'],
        message:
          'are missing, and there is no experiment either, so nobody can check it: add sources with their section, or an experiment',
      });
    }
    const names = values.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['values'],
        message: `has two with the name ${twice}`,
      });
  });

export type ClaimData = z.output<typeof claimSchema>;
export type ClaimValue = ClaimData['values'][number];

/** A claim with its slug, which is the name of its file. */
export interface Claim extends ClaimData {
  slug: string;
}
