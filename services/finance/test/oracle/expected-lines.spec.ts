import { describe, expect, it } from '@jest/globals';
import { Story, youthId } from '@regieboek/journal/testing';
import { fromDay, monthOf, toDay } from '@regieboek/kernel';
import { codesIn } from '../../src/domain/reconciliation/codes.js';
import { expectedLines } from './expected-lines.js';

const month = (text: string) => monthOf(toDay(`${text}-01`));
const months = (from: string, to = from) => ({ from: month(from), to: month(to) });

const told = (products: readonly object[], more: object = {}) =>
  new Story()
    .region()
    .youth()
    .contract({ products, ...more });

const assigned = (story: Story, more: object = {}) =>
  story.about(1, 'assignment-decided', {
    municipality: '0505',
    provider: '99990001',
    number: 1,
    decidedAt: '2025-01-01T10:00:00',
    category: '44',
    code: '44A09',
    from: '2025-01-01',
    to: null,
    volume: null,
    unit: null,
    frequency: null,
    budgetCents: null,
    reason: null,
    ...more,
  });

const shown = (story: Story, range = months('2025-02')) =>
  expectedLines(story.history, range).map((line) => [
    line.month,
    `${fromDay(line.from)}..${fromDay(line.to)}`,
    line.basis,
    line.volume,
    line.cents,
  ]);

const stay = () => assigned(told([Story.product('44A09', 'gezinshuis')]));

describe('the expected lines of a stay', () => {
  it('are its nights per month, at the tariff of the contract', () => {
    expect(shown(stay().stay('2025-01-30', '2025-03-02'), months('2025-01', '2025-04'))).toEqual([
      ['2025-01', '2025-01-30..2025-01-31', 'counted-days', 2, 20_000],
      ['2025-02', '2025-02-01..2025-02-28', 'counted-days', 28, 280_000],
      ['2025-03', '2025-03-01..2025-03-01', 'counted-days', 1, 10_000],
    ]);
  });

  it('are one per tariff when it changes within the month', () => {
    const tariffs = [
      { from: '2015-01-01', to: '2025-02-09', cents: 10_000 },
      { from: '2025-02-10', to: null, cents: 20_000 },
    ];
    expect(shown(assigned(told([Story.product('44A09', 'gezinshuis', { tariffs })])).start('2025-01-01'))).toEqual([
      ['2025-02', '2025-02-01..2025-02-09', 'counted-days', 9, 90_000],
      ['2025-02', '2025-02-10..2025-02-28', 'counted-days', 19, 380_000],
    ]);
  });

  it('end with the assignment, and with the contract', () => {
    const ended = assigned(told([Story.product('44A09', 'gezinshuis')]), { to: '2025-02-10' });
    expect(shown(ended.start('2025-01-01'))).toEqual([
      ['2025-02', '2025-02-01..2025-02-10', 'counted-days', 10, 100_000],
    ]);
    const contract = assigned(told([Story.product('44A09', 'gezinshuis')], { to: '2025-02-05' }));
    expect(shown(contract.start('2025-01-01')).map(([, , , volume]) => volume)).toEqual([5]);
  });

  it('are none without a start, on a removed assignment, or for a product outside the contract', () => {
    expect(shown(stay())).toEqual([]);
    expect(shown(assigned(stay().start('2025-01-01'), { reason: '13' }))).toEqual([]);
    expect(shown(assigned(stay().start('2025-01-01'), { code: '44A08' }))).toEqual([]);
  });

  it('are none when the form is paid as a lump sum', () => {
    const lumpSum = {
      id: 'huizen',
      name: 'Gezinshuizen',
      from: '2025-01-01',
      to: '2025-12-31',
      yearlyCents: 1_200,
      forms: ['gezinshuis'],
      key: { model: 'fixed', shares: { '0505': 1 } },
    };
    const story = assigned(told([Story.product('44A09', 'gezinshuis')], { lumpSums: [lumpSum] }));
    expect(shown(story.start('2024-12-01'), months('2025-01', '2026-01'))).toEqual([
      ['2026-01', '2026-01-01..2026-01-31', 'counted-days', 31, 310_000],
    ]);
  });

  it('name youth, product and assignment', () => {
    expect(expectedLines(stay().start('2025-01-01').history, months('2025-02'))).toMatchObject([
      { youth: youthId(1), provider: '99990001', municipality: '0505', assignment: 1, category: '44', code: '44A09' },
    ]);
  });
});

describe('after a reorganisation', () => {
  it('have the succeeding code on both sides, so that they match', () => {
    const municipalities = [
      { code: '0505', name: 'Dordrecht', from: '2015-01-01', to: '2024-12-31' },
      { code: '9901', name: 'Drechtstad', from: '2025-01-01', to: null },
    ];
    const story = new Story()
      .region({}, { municipalities, mergers: [{ date: '2025-01-01', from: ['0505'], to: '9901' }] })
      .youth()
      .contract({ products: [Story.product('44A09', 'gezinshuis')] });
    const { history } = assigned(story, { from: '2024-12-01' }).start('2024-12-01');
    const range = months('2024-12', '2025-01');
    expect(expectedLines(history, range).map((line) => [line.month, line.municipality])).toEqual([
      ['2024-12', '0505'],
      ['2025-01', '9901'],
    ]);
    const codeIn = codesIn(history);
    expect([codeIn('0505', month('2024-12')), codeIn('0505', month('2025-01'))]).toEqual(['0505', '9901']);
    expect(codesIn(new Story().history)('0505', month('2025-01'))).toBe('0505');
  });
});

describe('the expected lines of other care', () => {
  const hourly = (assignment: object) =>
    assigned(told([Story.product('45A04', 'ambulant', { unit: '04' })]), {
      ...{ category: '45', code: '45A04', unit: '04' },
      ...assignment,
    }).start('2025-02-10');

  it.each([
    ['a day', { volume: 2, frequency: '1' }, 38],
    ['a week, of seven equal days', { volume: 3, frequency: '2' }, 8],
    ['a month', { volume: 8, frequency: '4' }, 8],
    ['in total, without an end', { volume: 40, frequency: '6' }, 40],
    ['in total, spread evenly', { volume: 365, frequency: '6', from: '2025-01-01', to: '2025-12-31' }, 19],
  ])('are what is assigned %s', (_, assignment, volume) => {
    expect(shown(hourly(assignment))).toEqual([
      ['2025-02', '2025-02-10..2025-02-28', 'assigned-volume', volume, volume * 10_000],
    ]);
  });

  it('state only care when no volume was assigned', () => {
    expect(shown(hourly({}))).toEqual([['2025-02', '2025-02-10..2025-02-28', 'care-only', 0, 0]]);
  });

  it('are the budget of an assignment without an end when the product is priced in euro', () => {
    const story = assigned(told([Story.product('50A01', 'ambulant', { unit: '83', tariffs: [] })]), {
      ...{ category: '50', code: '50A01', budgetCents: 123_400 },
    });
    expect(shown(story.start('2025-02-10'))).toEqual([
      ['2025-02', '2025-02-10..2025-02-28', 'assigned-volume', 0, 123_400],
    ]);
  });
});
