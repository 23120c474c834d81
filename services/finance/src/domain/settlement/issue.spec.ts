import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IssuedSettlement } from '@regieboek/events';
import { fromDay, isRejection, monthOf, sumCents, toDay } from '@regieboek/kernel';
import { settlementDecider, type IssueCommand, type SettledAmounts } from './issue.js';

const month = (text: string) => monthOf(toDay(`${text}-01`));
const amounts = (borneCents: number, over: Partial<SettledAmounts> = {}): SettledAmounts => ({
  ...{ municipality: '0505', name: 'Dordrecht', ownUseCents: borneCents, lumpSumCents: 0, solidarityCents: 0 },
  ...{ correctionCents: 0, borneCents, paidCents: 0, advanceCents: 0, ...over },
});
const command = (over: Partial<IssueCommand> = {}): IssueCommand => ({
  ...{
    kind: 'issue',
    from: month('2025-10'),
    to: month('2025-12'),
    position: 9,
    organisation: 'Organisatie',
    open: [],
  },
  ...{ municipalities: [amounts(1_000, { paidCents: 200, advanceCents: 300 })], by: 'controller-3' },
  ...{ today: fromDay(toDay('2026-02-03')), ...over },
});

/** Settlements after commands, each decided on those before it. */
const issued = (...commands: readonly IssueCommand[]): readonly IssuedSettlement[] =>
  commands.reduce<readonly IssuedSettlement[]>((before, one) => {
    const outcome = settlementDecider.decide(one, before);
    if (isRejection(outcome)) throw new Error(outcome.code);
    return outcome.reduce(settlementDecider.evolve, before);
  }, []);
const refusal = (one: IssueCommand, ...before: readonly IssueCommand[]): string | undefined => {
  const outcome = settlementDecider.decide(one, issued(...before));
  return isRejection(outcome) ? outcome.code : undefined;
};
const due = ({ municipalities }: IssuedSettlement) =>
  municipalities.map(({ municipality, dueCents }) => [municipality, dueCents]);

describe('a settlement that is issued', () => {
  it('has a number of its year, and states what is still to be paid', () => {
    const [first] = issued(command());
    expect(first).toMatchObject({ number: '2026-001', issuedBy: 'controller-3', issuedOn: '2026-02-03' });
    expect(first?.municipalities[0]).toMatchObject({ totalCents: 500, beforeCents: 0, dueCents: 500 });
  });

  it('is not issued again while nothing changed', () => {
    expect(issued(command(), command())).toHaveLength(1);
  });

  it('of the same months later states only the difference, also for who is not in it any more', () => {
    const [, second] = issued(
      command(),
      command({ municipalities: [amounts(900, { municipality: '0512', name: 'Gorinchem' })] }),
    );
    expect(second?.number).toBe('2026-002');
    expect(second && due(second)).toEqual([
      ['0512', 900],
      ['0505', -500],
    ]);
  });

  it('numbers start again with each year', () => {
    const later = command({ from: month('2026-01'), to: month('2026-03'), today: fromDay(toDay('2027-01-04')) });
    expect(issued(command(), later).map(({ number }) => number)).toEqual(['2026-001', '2027-001']);
  });

  it('is refused for months that are open, or that another settlement covers in part', () => {
    expect(refusal(command({ open: [month('2025-12')] }))).toBe('months-open');
    expect(refusal(command({ from: month('2025-12'), to: month('2026-01') }), command())).toBe('months-overlap');
    expect(refusal(command({ from: month('2025-12') }), command())).toBe('months-overlap');
    expect(refusal(command({ municipalities: [] }))).toBe('nothing-to-settle');
  });

  it('adds up: all that was stated for a municipality is its last total, whatever changed in between', () => {
    const step = fc.dictionary(fc.constantFrom('0505', '0512', '0590'), fc.integer({ min: -1e9, max: 1e9 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const commands = [{ '0505': 1 }, ...steps].map((totals) =>
          command({
            municipalities: Object.entries(totals).map(([municipality, cents]) => amounts(cents, { municipality })),
          }),
        );
        const all = issued(...commands);
        const last = commands.at(-1)?.municipalities ?? [];
        for (const code of ['0505', '0512', '0590']) {
          const said = all.flatMap(({ municipalities }) => municipalities).filter((one) => one.municipality === code);
          const total = last.find((one) => one.municipality === code)?.borneCents ?? 0;
          expect(sumCents(said.map(({ dueCents }) => dueCents))).toBe(total);
        }
      }),
      { seed: 20260301, numRuns: 200 },
    );
  });
});
