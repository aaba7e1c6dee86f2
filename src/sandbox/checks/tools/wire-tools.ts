/** The tool `wire`. Browser-safe. */
import type { Scene } from '../engine/scene.ts';
import type { Exchange, ExchangeFilter } from '../exchange.ts';
import { CheckFailure } from '../failure.ts';
import { fitsFilter } from '../model/filter.ts';
import { describeExchanges, recordsOf } from '../model/words.ts';
import type { WireTools } from '../tools.ts';

export function wireTools(scene: Scene): WireTools {
  const { waits, clock } = scene;
  const all = (): readonly Exchange[] => scene.log.exchanges;
  const find = (filter: ExchangeFilter = {}) => all().filter((one) => fitsFilter(one, filter));
  const about = {
    seen: () => describeExchanges(all()),
    records: () => recordsOf(all()),
  };
  return {
    get records() {
      return scene.log.records;
    },
    exchanges: find,
    exchange: (words, filter, patience) =>
      waits.wait({ words, look: () => find(filter)[0], ...about, ...patience }),
    until: (words, look, patience) => waits.wait({ words, look, ...about, ...patience }),
    now: () => clock.mark(),
    passes: (milliseconds) => waits.passes(milliseconds),
    none: (words, filter, milliseconds) =>
      waits.passes(milliseconds, () => {
        const [found] = find(filter);
        if (found)
          throw new CheckFailure(`no ${words}`, describeExchanges([found]), [found.record]);
      }),
  };
}
