/** The contracts with all that is said of them: what the reference page shows. Runs when the site is built. */
import { composeRequest } from '../../sandbox-server/compose-request.ts';
import type { Contract } from '../../sandbox-server/contract.ts';
import { contracts } from '../../sandbox-server/topics/index.ts';
import { type FaultName, faultRequest } from '../../sandbox-server/wire/fault-requests.ts';
import { faultNames } from '../sandbox/faults/fault-names.ts';
import { faultTexts } from '../sandbox/faults/fault-texts.ts';
import { wireRecording } from '../sandbox/wire/recording-schema.ts';
import { type Field, fieldsOf, itemFieldsOf, variantsOf } from './fields.ts';
import { type Comments, commentsIn } from './source-comments.ts';

const sources = import.meta.glob<string>(
  [
    '../../sandbox-server/topics/*/contract.ts',
    '../../sandbox-server/wire/fault-requests.ts',
    '../../sandbox-server/compose-request.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** An event or a message with its fields. */
export interface DocumentedData {
  name: string;
  text: string;
  fields: readonly Field[];
}

export interface DocumentedTopic {
  name: string;
  summary: string;
  join: string;
  params: readonly Field[];
  events: readonly DocumentedData[];
  messages: readonly DocumentedData[];
}

export interface DocumentedFault {
  name: FaultName;
  title: string;
  text: string;
  where: string;
  params: readonly Field[];
}

const joins: Readonly<Record<Contract['join'], string>> = {
  nothing: 'Who joins without an id gets what happens from then on.',
  latest: 'Who joins without an id gets the latest event at once, then what happens.',
  history: 'Who joins without an id gets all that is kept, then what happens.',
};

export const documentedTopics: readonly DocumentedTopic[] = [...contracts.values()].map(
  (contract) => {
    const comments = commentsIn(sourceOf(`topics/${contract.name}/contract.ts`), 'defineContract');
    return {
      name: contract.name,
      summary: contract.summary,
      join: joins[contract.join],
      params: withoutStandards(fieldsOf(contract.params, comments, 'params')),
      events: dataOf(contract.events, comments, 'events'),
      messages: dataOf(contract.messages, comments, 'messages'),
    };
  },
);

export const documentedFaults: readonly DocumentedFault[] = documentFaults();

/** What the query of `compose` takes. */
export const documentedComposition: readonly Field[] = withoutStandards(
  fieldsOf(composeRequest, commentsIn(sourceOf('compose-request.ts'), 'z.strictObject'), ''),
);

/** The objects of a recording's JSON, the outermost first. */
export const documentedRecording: readonly DocumentedData[] = [
  { name: 'the file', text: '', fields: fieldsOf(wireRecording, new Map(), '') },
  { name: 'records', text: '', fields: itemFieldsOf(wireRecording, ['records']) },
  { name: 'parts', text: '', fields: itemFieldsOf(wireRecording, ['records', 'parts']) },
];

function documentFaults(): DocumentedFault[] {
  const comments = commentsIn(sourceOf('wire/fault-requests.ts'), 'z.discriminatedUnion');
  return [...variantsOf(faultRequest, 'fault', comments)].map(([key, fields]) => {
    const name = key as FaultName;
    return {
      name,
      title: faultNames[name],
      text: comments.get(`${name}.fault`) ?? '',
      where: faultTexts[name].where,
      params: withoutStandards(fields),
    };
  });
}

function dataOf(schemas: Contract['events'], comments: Comments, path: string): DocumentedData[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    name,
    text: comments.get(`${path}.${name}`) ?? '',
    fields: withoutStandards(fieldsOf(schema, comments, `${path}.${name}`)),
  }));
}

/** The table has a column for what a comment says of the standard value. */
function withoutStandards(fields: readonly Field[]): Field[] {
  return fields.map((field) =>
    field.standard === undefined
      ? field
      : { ...field, text: field.text.replace(/;[^;]* unless told otherwise\.$/, '.') },
  );
}

function sourceOf(path: string): string {
  const source = sources[`../../sandbox-server/${path}`];
  if (source === undefined) throw new Error(`There is no sandbox-server/${path} to document.`);
  return source;
}
