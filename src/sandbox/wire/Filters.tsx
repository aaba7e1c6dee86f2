/** Fields that choose which records are shown. Browser-safe. */
import type { Direction } from '../../../sandbox-server/wire/record.ts';
import { everything, type Filter, isEverything, type KindGroup, kindGroups } from './filters.ts';
import type { Lane } from './lanes.ts';
import { directionNames } from './wording.ts';

const groupNames: Readonly<Record<KindGroup, string>> = {
  heads: 'heads',
  content: 'chunks and bodies',
  frames: 'frames',
  ends: 'ends',
};

interface FiltersProps {
  filter: Filter;
  lanes: readonly Lane[];
  onChange(filter: Filter): void;
}

export function Filters({ filter, lanes, onChange }: FiltersProps) {
  const { connection, direction, kind, text } = filter;
  return (
    <div className="wire-filters">
      <label>
        Connection
        <select
          value={connection ?? ''}
          onChange={({ target: { value } }) =>
            onChange({ ...filter, connection: value === '' ? undefined : Number(value) })
          }
        >
          <option value="">all</option>
          {lanes.map((lane) => (
            <option key={lane.connection} value={lane.connection}>
              {`${lane.connection} ${lane.endpoint}`}
            </option>
          ))}
        </select>
      </label>
      <label>
        Direction
        <select
          value={direction ?? ''}
          onChange={({ target: { value } }) =>
            onChange({ ...filter, direction: value === '' ? undefined : (value as Direction) })
          }
        >
          <option value="">both</option>
          <option value="up">{directionNames.up}</option>
          <option value="down">{directionNames.down}</option>
        </select>
      </label>
      <label>
        Kind
        <select
          value={kind ?? ''}
          onChange={({ target: { value } }) =>
            onChange({ ...filter, kind: value === '' ? undefined : (value as KindGroup) })
          }
        >
          <option value="">all</option>
          {Object.keys(kindGroups).map((group) => (
            <option key={group} value={group}>
              {groupNames[group as KindGroup]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Text
        <input
          type="search"
          value={text}
          onChange={({ target: { value } }) => onChange({ ...filter, text: value })}
        />
      </label>
      <button
        type="button"
        aria-disabled={isEverything(filter)}
        onClick={() => onChange(everything)}
      >
        Show all
      </button>
    </div>
  );
}
