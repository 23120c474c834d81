import { describe, expect, it } from '@jest/globals';
import { ruleSets } from '@regieboek/billing';
import { Story, youthId } from '@regieboek/journal/testing';
import { parseMonth } from '@regieboek/kernel';
import { claimsOf } from '../../statements/statement.js';
import { billPeriod } from './billing-run.js';

const rules = ruleSets.named('2025.1');

const month = (text: string) => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

const merged = { date: '2025-01-01', from: ['0512'], to: '1990' };

interface Declared {
  readonly to: string;
  readonly period: string;
  readonly cents: number;
  readonly previous?: string;
  readonly from?: string;
  readonly until?: string;
  readonly reference: string;
}

/** A line of ambulatory care in November 2024 on assignment 1, unless it says otherwise. */
function declare(story: Story, { to, period, cents, previous, from, until, reference }: Declared): Story {
  const stream = `zhz.declaration-${story.events.length}`;
  const message = { messageId: 'D1', messageDate: '2025-03-05', number: 'N1', declarationDate: '2025-03-05' };
  const head = { provider: '99990001', municipality: to, period, submittedCents: 0, lineCount: 1 };
  const days = { from: from ?? '2024-11-01', to: until ?? '2024-11-30' };
  const product = { category: '45', code: '45A04', unit: '04', tariffCents: null, volume: 30, codes: [] };
  const line = { place: 0, reference, previous: previous ?? null, youth: youthId(1), assignment: 1, cents };
  const outcome = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
  const answer = { approvedCents: 0, approvedLines: 1, rejectedLines: 0, answerId: 'A1', answerDate: '2025-03-06' };
  return story
    .add(stream, 'finance.declaration-received.v1', { ...head, ...message, message: 'ab'.repeat(32) })
    .add(stream, 'finance.declaration-lines-decided.v1', { part: 0, lines: [{ ...line, ...days, ...product }] })
    .add(stream, 'finance.declaration-decided.v1', { ...outcome, ...answer });
}

const told = (mergers: readonly object[], more: object = {}) =>
  new Story()
    .region({}, { mergers, ...more })
    .contract({ products: [Story.product('45A04', 'ambulant', { unit: '04' })] })
    .youth(1)
    .lives(1, '0512', '2010-05-05')
    .start('2024-01-01', { municipality: '0512', assignment: 1, category: '45', code: '45A04' });

const billed = (story: Story, period: string) => {
  const run = billPeriod(story.history, month(period), rules);
  const lines = run.lines.map(({ municipality, municipalityOfDays, payer, cents, days, volume }) => ({
    ...{ municipality, municipalityOfDays, payer, cents, days, volume },
  }));
  return { run, lines, claims: claimsOf(run) };
};

describe('the billed municipality and the claimant', () => {
  it('are the municipality that exists on the last day of the month billed, with the code of the days beside it (A16)', () => {
    const story = declare(told([merged]), { to: '0512', period: '2024-11', cents: 300, reference: 'R1' });
    declare(story, { to: '1990', period: '2025-02', cents: -300, previous: 'R1', reference: 'R2' });
    const whole = { municipality: '0512', municipalityOfDays: '0512', payer: '0512', cents: 300, days: 30, volume: 30 };
    expect(billed(story, '2024-11').lines).toEqual([whole]);
    const credit = {
      municipality: '1990',
      municipalityOfDays: '0512',
      payer: '1990',
      cents: -300,
      days: -30,
      volume: -30,
    };
    expect([billed(story, '2025-02').lines, billed(story, '2025-02').claims]).toEqual([[credit], []]);
  });

  it('have no claim on themselves, also when the successor received a month of its predecessor (A16)', () => {
    const story = declare(told([merged]), { to: '1990', period: '2024-12', cents: 300, reference: 'R1' });
    expect(billed(story, '2024-12').lines).toMatchObject([{ municipality: '0512', payer: '0512' }]);
    expect(billed(story, '2024-12').claims).toEqual([]);
  });

  it('are nobody when the municipality of the days was split by then: unresolved, for review (A26)', () => {
    const split = { ...merged, to: null };
    const story = declare(told([split]), { to: '0505', period: '2025-02', cents: 300, reference: 'R1' });
    const { run, lines, claims } = billed(story, '2025-02');
    expect(lines).toMatchObject([{ municipality: null, municipalityOfDays: '0512', payer: '0505' }]);
    expect(run.lines[0]?.review).toEqual(expect.arrayContaining(['undetermined', 'split-municipality']));
    expect([run.totals.unresolvedCents, claims]).toEqual([300, []]);
  });

  it('have no claims when the organisation pays on the last day of the month billed (A24, A32)', () => {
    const paidBy = { providersPaidBy: [{ from: '2024-12-31', by: 'organisation' }] };
    const story = declare(told([], paidBy), { to: '0505', period: '2024-11', cents: 300, reference: 'R1' });
    declare(story, { to: '0505', period: '2024-12', cents: 300, reference: 'R2' });
    expect(billed(story, '2024-11').claims).toEqual([{ payer: '0505', responsible: '0512', cents: 300, lines: 1 }]);
    expect([billed(story, '2024-12').lines[0]?.payer, billed(story, '2024-12').claims]).toEqual([null, []]);
  });
});

describe('a credit', () => {
  it('carries its sign in days and volume, also when the amount is zero (A8, A34)', () => {
    const story = declare(told([]), { to: '0512', period: '2024-11', cents: 0, reference: 'R1' });
    declare(story, { to: '0512', period: '2024-12', cents: 0, previous: 'R1', reference: 'R2' });
    expect(billed(story, '2024-11').lines).toMatchObject([{ cents: 0, days: 30, volume: 30 }]);
    expect(billed(story, '2024-12').lines).toMatchObject([{ cents: 0, days: -30, volume: -30 }]);
  });
});
