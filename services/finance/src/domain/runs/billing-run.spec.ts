import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSets } from '@regieboek/billing';
import { RegionHistory } from '@regieboek/journal';
import { fromDay, parseMonth, toDay } from '@regieboek/kernel';
import { billPeriod } from './billing-run.js';

const rules = ruleSets.named('2025.1');

const youth = '8e1a4a36-6bd0-4ad0-8a05-000000000001';
const provider = '99990001';
const february = parseMonth('2025-02');
if (!february) throw new Error('no month');

/** A region of two municipalities with one provider, and what a test adds to it. */
class Story {
  readonly history = new RegionHistory();
  private position = 0;

  constructor(lumpSums: object[] = []) {
    this.add('zhz.region-zhz', 'contracts.region-defined.v1', {
      region: 'zhz',
      name: 'Zuid-Holland Zuid',
      organisation: 'SOJ',
      municipalities: [
        { code: '0505', name: 'Dordrecht', from: '2015-01-01', to: null },
        { code: '0512', name: 'Gorinchem', from: '2015-01-01', to: null },
      ],
      mergers: [],
      providersPaidBy: [],
      parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: '2026-01-01' },
    });
    const counting = { method: 'NIGHT', fundedAbsence: null };
    const base = {
      variant: 'effort',
      counting,
      tariffs: [{ from: '2024-01-01', to: null, cents: 10_000 }],
      shortStayDays: null,
    };
    this.add('zhz.contract-99990001', 'contracts.contract-agreed.v1', {
      region: 'zhz',
      provider,
      name: 'Voorbeeld',
      from: '2024-01-01',
      to: null,
      products: [
        { code: '45A04', category: '45', name: 'Ambulant', form: 'ambulant', unit: '04', ...base },
        { code: '44A09', category: '44', name: 'Verblijf', form: 'verblijf', unit: '14', ...base },
      ],
      lumpSums,
      capacity: [],
    });
    this.add('zhz.youth-1', 'placements.youth-registered.v1', { youth, birth: '2010-05-05' });
  }

  add(stream: string, type: string, data: object): this {
    this.position += 1;
    this.history.apply({ stream, position: this.position, type, data });
    return this;
  }

  lives(id: string, municipality: string | null, from: string, to: string | null): this {
    const fact = {
      id,
      kind: 'registration',
      municipality,
      address: municipality ? 'woonadres' : 'briefadres',
      from,
      to,
    };
    return this.add('zhz.youth-1', 'placements.residence-fact-recorded.v1', { youth, recordedOn: '2025-01-01', fact });
  }

  care(assignment: number, code: string, begin: string, end?: string): this {
    const key = { youth, municipality: '0505', provider, assignment, category: code.slice(0, 2), code, begin };
    this.add('zhz.care-1', 'placements.care-started.v1', key);
    return end ? this.add('zhz.care-1', 'placements.care-stopped.v1', { ...key, end, reason: '31' }) : this;
  }

  declares(lines: object[], conclude = true, municipality = '0505'): this {
    const stream = `zhz.declaration-${this.position}`;
    this.add(stream, 'finance.declaration-received.v1', {
      provider,
      municipality,
      period: '2025-02',
      lineCount: lines.length,
    });
    this.add(stream, 'finance.declaration-lines-decided.v1', { part: 0, lines });
    return conclude
      ? this.add(stream, 'finance.declaration-decided.v1', { headerCodes: ['0200'], declarationCodes: ['8001'] })
      : this;
  }

  bill() {
    if (!february) throw new Error('no month');
    return billPeriod(this.history, february, rules);
  }
}

const line = (over: object = {}) => ({
  place: 0,
  reference: 'P1',
  previous: null,
  youth,
  assignment: 7,
  category: '45',
  code: '45A04',
  from: '2025-02-01',
  to: '2025-02-28',
  volume: 28,
  unit: '04',
  tariffCents: 1_000,
  cents: 28_000,
  codes: [],
  ...over,
});

const shares = (story: Story) =>
  story.bill().lines.map(({ municipality, days, cents, rule }) => [municipality, days, cents, rule]);

describe('billing a month', () => {
  it('divides a line over a move inside its period by days of care', () => {
    const story = new Story().lives('a', '0505', '2010-05-05', '2025-02-10').lives('b', '0512', '2025-02-11', null);
    expect(shares(story.care(7, '45A04', '2024-05-01').declares([line()]))).toEqual([
      ['0505', 10, 10_000, 'WPB-2022-V1'],
      ['0512', 18, 18_000, 'WPB-2022-V1'],
    ]);
  });

  it('counts only the days on which care ran', () => {
    const story = new Story().lives('a', '0505', '2010-05-05', '2025-02-10').lives('b', '0512', '2025-02-11', null);
    expect(shares(story.care(7, '45A04', '2025-02-09', '2025-02-12').declares([line()]))).toEqual([
      ['0505', 2, 14_000, 'WPB-2022-V1'],
      ['0512', 2, 14_000, 'WPB-2022-V1'],
    ]);
  });

  it('keeps assignments of two municipalities with the same number apart', () => {
    const story = new Story().lives('a', '0505', '2010-05-05', '2025-02-10').lives('b', '0512', '2025-02-11', null);
    const other = { youth, municipality: '0512', provider, assignment: 7, category: '45', code: '45A04' };
    story.add('zhz.care-0512-7', 'placements.care-started.v1', { ...other, begin: '2025-02-01' });
    story.add('zhz.care-0512-7', 'placements.care-stopped.v1', {
      ...other,
      begin: '2025-02-01',
      end: '2025-02-08',
      reason: '31',
    });
    expect(shares(story.care(7, '45A04', '2025-02-09', '2025-02-12').declares([line()]))).toEqual([
      ['0505', 2, 14_000, 'WPB-2022-V1'],
      ['0512', 2, 14_000, 'WPB-2022-V1'],
    ]);
  });

  it('bills a stay to the municipality where the youth lived just before it, by counted nights', () => {
    const story = new Story().lives('a', '0512', '2010-05-05', '2025-01-31').lives('b', '0505', '2025-02-01', null);
    story.care(8, '44A09', '2025-02-01', '2025-02-20');
    const [billed] = story
      .declares([line({ assignment: 8, category: '44', code: '44A09', unit: '14', volume: 19, cents: 190_000 })])
      .bill().lines;
    expect(billed).toMatchObject({
      municipality: '0512',
      days: 19,
      cents: 190_000,
      rule: 'WPB-2022-V2',
      payer: '0505',
      ground: 'stay-days',
    });
    expect(billed).toMatchObject({
      chainStart: '2025-02-01',
      referenceDay: '2025-01-31',
    });
  });

  it('names the facts that determine a municipality', () => {
    const story = new Story().lives('a', '0512', '2010-05-05', null).care(7, '45A04', '2025-01-01').declares([line()]);
    expect(story.bill().lines[0]?.facts).toEqual(['a']);
  });

  it('treats a line without a start message as evidence of care, and marks it', () => {
    const story = new Story().lives('a', '0512', '2010-05-05', '2025-01-31').lives('b', '0505', '2025-02-01', null);
    const [billed] = story.declares([line({ code: '44A09', category: '44', unit: '14' })]).bill().lines;
    expect(billed).toMatchObject({ municipality: '0512', ground: 'period-days', rule: 'WPB-2022-V2' });
    expect(billed?.review).toContain('start-unknown');
  });

  it('replaces a payer with an ended code by its successor, which has no claim on itself', () => {
    const story = new Story().lives('a', '1927', '2010-05-05', null).care(7, '45A04', '2024-05-01');
    const [billed] = story.declares([line()], true, '1927').bill().lines;
    expect(billed).toMatchObject({ payer: '1978', municipality: '1978' });
  });

  it('leaves days without a responsible municipality unresolved', () => {
    const story = new Story()
      .lives('a', '0505', '2010-05-05', '2025-02-10')
      .care(7, '45A04', '2024-05-01')
      .declares([line()]);
    expect(shares(story)).toEqual([
      ['0505', 10, 10_000, 'WPB-2022-V1'],
      [null, 18, 18_000, 'WPB-2022-U1'],
    ]);
    expect(story.bill().totals).toEqual({
      approvedCents: 28_000,
      lumpSumCents: 0,
      billedCents: 10_000,
      unresolvedCents: 18_000,
    });
  });

  it('never bills a rejected line, nor a declaration that is not decided', () => {
    const story = new Story().lives('a', '0505', '2010-05-05', null).care(7, '45A04', '2024-05-01');
    expect(
      story
        .declares([line({ codes: ['0611'] })])
        .declares([line({ reference: 'P2' })], false)
        .bill().lines,
    ).toEqual([]);
  });

  it('reverses a line with its credit, to the cent', () => {
    const story = new Story()
      .lives('a', '0505', '2010-05-05', '2025-02-11')
      .lives('b', '0512', '2025-02-12', null)
      .care(7, '45A04', '2024-05-01');
    const { lines, totals } = story
      .declares([line({ cents: 28_001 }), line({ place: 1, reference: 'P2', previous: 'P1', cents: -28_001 })])
      .bill();
    expect(totals.billedCents).toBe(0);
    expect(lines.filter(({ municipality }) => municipality === '0512').reduce((sum, { cents }) => sum + cents, 0)).toBe(
      0,
    );
  });

  it('divides a lump sum by the days of use of the responsible municipalities', () => {
    const key = { model: 'use', fallback: { '0505': 1 } };
    const lumpSum = {
      id: 'L',
      name: 'Beschikbaarheid',
      from: '2025-01-01',
      to: '2025-12-31',
      yearlyCents: 1_200_000,
      forms: ['verblijf'],
      key,
    };
    const story = new Story([lumpSum]).lives('a', '0512', '2010-05-05', null).care(8, '44A09', '2025-02-01');
    expect(story.bill().lumpSums).toMatchObject([{ municipality: '0512', cents: 100_000, useDays: 28, model: 'use' }]);
    expect(new Story([lumpSum]).bill().lumpSums).toMatchObject([{ municipality: '0505', cents: 100_000, useDays: 0 }]);
  });

  it('conserves every cent, for any moves and care', () => {
    const first = toDay('2025-01-20');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(50), fc.constantFrom('0505', '0512', null)), { maxLength: 5 }),
        fc.nat(40),
        fc.nat(30),
        fc.integer({ min: -99_999, max: 99_999 }),
        (moves, begin, length, cents) => {
          const story = new Story();
          moves.forEach(([at, municipality], i) => story.lives(`f${i}`, municipality, fromDay(first + at), null));
          story.care(7, '45A04', fromDay(first + begin), fromDay(first + begin + length));
          const { totals, lines } = story.declares([line({ cents })]).bill();
          expect(totals.billedCents + totals.unresolvedCents).toBe(cents);
          expect(lines.reduce((sum, one) => sum + one.cents, 0)).toBe(cents);
        },
      ),
      { seed: 20250201, numRuns: 300 },
    );
  });
});
