import { describe, expect, it } from '@jest/globals';
import { closingOn } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { append, january, logOf, march, StoryRegion } from '../../test/story-region.js';
import { billRange } from '../billing/billed-range.js';
import { compare } from '../differences/corrections.js';
import { Ledger } from '../ledger/ledger.js';
import type { Replays } from '@regieboek/replays';

keepReplays();

const region = 'zhz';
const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };

/** A region of which a lump sum is divided by use, and replays that note at which positions all youths were asked for. */
async function noted() {
  const told = new StoryRegion().start('2024-06-01', { category: '44', code: '44A09' });
  told.declares([line], january);
  const at = closingOn(await logOf(told));
  const asked: unknown[] = [];
  const { source } = at.replays;
  const replays: Replays = {
    log: at.log,
    fromLog: (work) => at.replays.fromLog(work),
    source: {
      months: (request, answer, watch) => source.months(request, answer, watch),
      declaredMonths: (request, watch) => source.declaredMonths(request, watch),
      positionAt: (name, day) => source.positionAt(name, day),
      firstRecorded: (name) => source.firstRecorded(name),
      firstBusinessDay: (name) => source.firstBusinessDay(name),
      head: (name) => source.head(name),
      excerpt: (request, watch) => {
        if (!request.youths) asked.push(request.knownAt);
        return source.excerpt(request, watch);
      },
    },
  };
  return { ...at, told, asked, replays, plain: at.replays };
}

describe('jobs over several months of a region with lump sums by use', () => {
  it('read all youths once per position, with the same result', async () => {
    const { books, replays, plain, asked, log } = await noted();
    const quarter = { region, from: january, to: march };
    expect(await billRange({ replays, books }, quarter, {})).toEqual(
      await billRange({ replays: plain, books }, quarter, {}),
    );
    expect(asked).toEqual([{ position: await log.head(region) }]);
    await new Ledger(replays, books).balances(region);
    expect(asked).toHaveLength(2);
  });

  it('read them once per side of a comparison, and as objects when lump sums differ', async () => {
    const { replays, asked, told, log, rules } = await noted();
    const before = told.events.length;
    told.moves(2, '0512', '2010-05-06');
    const from = told.events.length;
    told.start('2025-01-10', { youth: 2, category: '44', code: '44A09' });
    await append(log, told.events.slice(before));
    const ruleSet = rules.inForce(january);
    const sides = [
      { position: from, ruleSet },
      { position: from + 1, ruleSet },
    ] as const;
    const { corrections } = await compare(replays, { region, period: january }, sides);
    expect(corrections.map(({ kind }) => kind)).toEqual(['lump-sum', 'lump-sum']);
    expect(asked).toEqual([{ position: from }, { position: from + 1 }, { position: from }]);
  });
});
