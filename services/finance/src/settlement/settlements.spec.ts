import { describe, expect, it } from '@jest/globals';
import { sumCents } from '@regieboek/kernel';
import { by, closingOn } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { append, february, january, logOf, march, StoryRegion } from '../../test/story-region.js';
import type { SettlementTerms } from '../domain/settlement/settle.js';
import { Settlements, type SettlementResult } from './settlements.js';

keepReplays();

const region = 'zhz';
const terms: SettlementTerms = {
  providersPaidBy: 'municipalities',
  solidarity: [],
  advances: [],
  advancesCounted: 'agreed',
};
const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };

/** January is sealed; then the youth turns out to have lived elsewhere all the time. */
async function corrected() {
  const told = new StoryRegion().start('2024-06-01', { category: '45', code: '45A04' });
  told.declares([line], january);
  told.declares([{ ...line, careMonth: 1, cents: 2_800 }], february);
  const at = closingOn(await logOf(told));
  await at.closing.seal({ region, period: january }, { by, waivers: [] });
  const before = told.events.length;
  told.moves(1, '0512', '2010-05-06');
  await append(at.log, told.events.slice(before));
  return { ...at, settlements: new Settlements(at.replays, at.books) };
}

const shown = ({ municipalities }: SettlementResult) =>
  municipalities.map((one) => [one.municipality, one.ownUseCents, one.correctionCents, one.corrections]);

describe('a settlement of months', () => {
  it('leaves a sealed month unchanged, and shows its corrections in the month that takes them over', async () => {
    const { settlements } = await corrected();
    const first = await settlements.of(region, { from: january, to: january }, terms);
    expect(shown(first)).toEqual([
      ['0505', 3_100, 0, []],
      ['0512', 0, 0, []],
    ]);
    const second = await settlements.of(region, { from: february, to: february }, terms);
    expect(shown(second)).toEqual([
      ['0505', 0, -3_100, [{ period: january, cents: -3_100 }]],
      ['0512', 2_800, 3_100, [{ period: january, cents: 3_100 }]],
    ]);
    expect(second.claims).toEqual([{ debtor: '0512', creditor: '0505', cents: 5_900 }]);
    expect([first.months, second.months]).toEqual([
      [{ period: january, sealed: true }],
      [{ period: february, sealed: false }],
    ]);
  });

  it('of a quarter is the sum of its months, and names its inputs', async () => {
    const { settlements, log } = await corrected();
    const quarter = await settlements.of(region, { from: january, to: march }, terms);
    const months = await Promise.all(
      [january, february, march].map((one) => settlements.of(region, { from: one, to: one }, terms)),
    );
    expect(quarter.position).toBe(await log.head(region));
    quarter.municipalities.forEach((one, index) => {
      const parts = months.flatMap(({ municipalities }) => municipalities[index] ?? []);
      expect(sumCents(parts.map(({ balanceCents }) => balanceCents))).toBe(one.balanceCents);
    });
    expect(quarter.municipalities.map(({ name }) => name)).toEqual(['Dordrecht', 'Gorinchem']);
  });

  it('refuses codes in the terms that are not municipalities, naming all of them', async () => {
    const { settlements } = await corrected();
    const settled = (municipality: string, share: string) =>
      settlements.of(
        region,
        { from: january, to: january },
        {
          ...terms,
          advances: [{ municipality, month: january, cents: 1 }],
          solidarity: [
            { id: 'jz', products: ['45A04'], from: january, to: null, key: { model: 'fixed', shares: { [share]: 1 } } },
          ],
        },
      );
    await expect(settled('0999', '0001')).rejects.toThrow(
      'the terms give 0001, 0999 an advance or a share, but these are not municipalities of zhz or of the country',
    );
    expect((await settled('0505', '0363')).municipalities.map(({ municipality }) => municipality)).toEqual([
      ...['0363', '0505', '0512'],
    ]);
  });

  it('as known before the late fact does not include it', async () => {
    const { settlements, log } = await corrected();
    const known = { position: (await log.head(region)) - 1 };
    const before = await settlements.of(region, { from: january, to: february, knownAt: known }, terms);
    expect(shown(before)[0]).toEqual(['0505', 5_900, 0, []]);
  });
});
