import { transportNames, transports } from '../components/transports.ts';
import { documentedFaults, documentedTopics } from './documented.ts';

/** The sections of the reference page, in their order, with what each has entries for. */
export const sections = [
  { id: 'spaces', title: 'Spaces' },
  {
    id: 'topics',
    title: 'Topics',
    entries: documentedTopics.map(({ name }) => ({ id: `topic-${name}`, title: name })),
  },
  {
    id: 'transports',
    title: 'Transports',
    entries: transportNames.map((name) => ({
      id: `transport-${name}`,
      title: transports[name].fullName,
    })),
  },
  { id: 'send', title: 'Sending' },
  { id: 'compose', title: 'Composing' },
  {
    id: 'faults',
    title: 'Faults',
    entries: documentedFaults.map(({ name, title }) => ({ id: `fault-${name}`, title })),
  },
  { id: 'wire', title: 'The wire' },
  { id: 'recordings', title: 'Recordings' },
  { id: 'refusals', title: 'Refusals' },
];
