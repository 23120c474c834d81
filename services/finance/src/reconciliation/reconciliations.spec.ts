import { describe, expect, it } from '@jest/globals';
import { Story } from '@regieboek/journal/testing';
import { closingOn } from '../../test/books-of.js';
import { keepReplays } from '../../test/replays-of.js';
import { append, february, january, logOf, StoryRegion } from '../../test/story-region.js';
import { Reconciliations, type ReconciledTotals } from './reconciliations.js';
import { csvParts } from '@regieboek/sheets';
import { remarksInCsv } from '../remarks/index.js';
import { workListSheet } from './document/work-list-sheet.js';
import { selectedWork, type WorkFilter } from './work-list/work-filter.js';
import { reconcile } from '../../test/oracle/reconcile.js';
import { workListOf } from '../../test/oracle/work-list.js';
import { declaredLine, expectedLine } from '../../test/declared.js';

keepReplays();

const region = 'zhz';
const inJanuary = { from: january, to: january };
const nights = { youth: 1, code: '44A09', careMonth: 0, cents: 28 * 10_000 };

/** A stay of 28 nights in January, declared as such; `more` happens later. */
async function stayed(more: (told: StoryRegion) => void = () => undefined) {
  const told = new StoryRegion().contract({ products: [Story.product('44A09', 'verblijf')] });
  told.about(1, 'assignment-decided', {
    ...{ municipality: '0505', provider: '99990001', number: 1, decidedAt: '2025-01-01T10:00:00', category: '44' },
    ...{ code: '44A09', from: '2025-01-01', to: null, volume: null, unit: null, frequency: null, budgetCents: null },
    reason: null,
  });
  told.stay('2025-01-01', '2025-01-29', { category: '44', code: '44A09' });
  told.declares([nights], january);
  const log = await logOf(told);
  const before = told.events.length;
  more(told);
  await append(log, told.events.slice(before));
  const { books, replays } = closingOn(log);
  return { log, before, reconciliations: new Reconciliations(replays, books) };
}

const linesOf = ({ declared, expected }: ReconciledTotals) =>
  Object.fromEntries(
    [...Object.entries(declared), ...Object.entries(expected).map(([name, total]) => [`${name}*`, total] as const)]
      .filter(([, { lines }]) => lines > 0)
      .map(([name, { lines, cents }]) => [name, [lines, cents]]),
  );

describe('the reconciliation of a month', () => {
  it('matches a stay declared as expected, with nothing to review', async () => {
    const { reconciliations } = await stayed();
    const result = await reconciliations.of(region, inJanuary);
    expect(linesOf(result.totals)).toEqual({ matched: [1, 280_000], 'matched*': [1, 280_000] });
    expect([result.items, result.undecided]).toEqual([[], 0]);
  });

  it('knows both sides at the same moment: later events count for neither (R22)', async () => {
    const { reconciliations, before } = await stayed((told) => {
      told.about(1, 'absence-recorded', {
        ...{ id: 'A1', provider: '99990001', kind: 'holiday', from: '2025-01-10', to: '2025-01-11' },
      });
      told.declares([{ ...nights, cents: 5 }], february);
    });
    const now = await reconciliations.of(region, inJanuary);
    expect(linesOf(now.totals)).toEqual({ different: [1, 280_000], unknown: [1, 5], 'different*': [1, 260_000] });
    const then = await reconciliations.of(region, { ...inJanuary, knownAt: { position: before } });
    expect(linesOf(then.totals)).toEqual({ matched: [1, 280_000], 'matched*': [1, 280_000] });
    expect(then.position).toBe(before);
  });

  it('counts undecided declarations separately, on neither side', async () => {
    const { reconciliations } = await stayed((told) => told.declares([nights], january, { concludes: false }));
    expect(await reconciliations.of(region, inJanuary)).toMatchObject({ undecided: 1, items: [] });
  });

  it('classes a line of an earlier month as late, in the month of its declaration', async () => {
    const { reconciliations } = await stayed((told) => told.declares([{ ...nights, cents: 1 }], february));
    const result = await reconciliations.of(region, { from: february, to: february });
    expect(linesOf(result.totals)).toEqual({ late: [1, 1] });
    expect(result.items).toMatchObject([{ outcome: 'late', differenceCents: 1, expectedCents: null }]);
  });

  it('is limited to one provider on request, and the providers add up to the whole', async () => {
    const { reconciliations } = await stayed();
    const other = await reconciliations.of(region, { ...inJanuary, provider: '99990002' });
    expect([linesOf(other.totals), other.providers]).toEqual([{}, []]);
    const [only, ...others] = (await reconciliations.of(region, inJanuary)).providers;
    expect([only?.provider, others]).toEqual(['99990001', []]);
    expect(only && linesOf(only)).toEqual({ matched: [1, 280_000], 'matched*': [1, 280_000] });
  });

  it('expects no lines of care paid as a lump sum', async () => {
    const { reconciliations } = await stayed((told) => told.agreed(12_000));
    expect(linesOf((await reconciliations.of(region, inJanuary)).totals)).toEqual({ unknown: [1, 280_000] });
  });

  it('expects nothing of a newly defined region', async () => {
    const { replays, books } = closingOn(await logOf(new Story().region()));
    const result = await new Reconciliations(replays, books).of(region, inJanuary);
    expect([linesOf(result.totals), result.items]).toEqual([{}, []]);
  });
});

describe('a work list', () => {
  const declared = [
    declaredLine({ reference: '=1+1', volume: 27, cents: 270_000 }),
    declaredLine({ reference: 'P2', assignment: 2, codes: ['9322', '0611'], place: 1 }),
  ];
  const expected = [expectedLine(), expectedLine({ assignment: 2 }), expectedLine({ assignment: 3 })];
  const items = workListOf(reconcile(declared, expected, { from: february, to: february }));

  it('lists different and undeclared lines, and refused lines that were expected', () => {
    expect(items.map((one) => [one.outcome, one.assignment, one.differenceCents, one.codes])).toEqual([
      ['different', 1, -10_000, ''],
      ['refused', 2, 0, '9322 0611'],
      ['undeclared', 3, -280_000, ''],
    ]);
  });

  it('as CSV has a line per item with names, words and its key, and no text that a spreadsheet reads as a formula', async () => {
    const names = { provider: () => 'Voorbeeld', municipality: () => 'Dordrecht', providers: [], municipalities: [] };
    const remarks = new Map([['99990001.P2', { key: '99990001.P2', remark: 'gebeld', by: 'c', on: '2025-03-01' }]]);
    const parts: string[] = [];
    for await (const part of csvParts(workListSheet(items, { names, remarks, language: 'nl' }))) parts.push(part);
    const [head, first, second, ...others] = parts.join('').trimEnd().split('\r\n');
    expect(head).toMatch(/^\uFEFFUitkomst;Aanbieder;Naam aanbieder;Gemeente;Naam gemeente;.*;Opmerking;Sleutel$/);
    expect(first).toMatch(/^wijkt af;99990001;Voorbeeld;0505;Dordrecht;.*;'=1\+1;;getelde dagen;27;28;2700,00;/);
    expect(second).toMatch(/;gebeld;99990001\.P2$/);
    expect(others).toHaveLength(1);
    expect(remarksInCsv(parts.join(''))).toMatchObject([{}, { key: '99990001.P2', remark: 'gebeld' }, {}]);
  });

  it('is limited to an outcome, a municipality and a least difference', () => {
    const assignments = (filter: WorkFilter) => selectedWork(items, filter).map(({ assignment }) => assignment);
    expect(assignments({ outcomes: ['refused'] })).toEqual([2]);
    expect(assignments({ municipality: '0512' })).toEqual([]);
    expect(assignments({ leastCents: 10_001 })).toEqual([3]);
  });
});
