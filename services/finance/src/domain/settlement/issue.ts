/**
 * Issued settlements of a region (vastgestelde afrekeningen): numbered per year, one after the other. What was issued never
 * changes; a later one of the same months states only the difference. The aggregate is the region, because its numbers have one
 * order.
 */
import { reject, sumCents, type CalendarDate, type Cents, type Decider, type Month } from '@regieboek/kernel';
import { settlementIssued, type IssuedSettlement, type SettlementEvent } from '@regieboek/events';

/** Amounts of a municipality in a settlement, as they are now. */
export type SettledAmounts = Omit<
  IssuedSettlement['municipalities'][number],
  'beforeCents' | 'dueCents' | 'totalCents'
>;

/** Settlements issued so far, in order. */
export type IssuedState = readonly IssuedSettlement[];

/** Issues a settlement of months; does nothing when an earlier one of the same months states the same. */
export interface IssueCommand {
  readonly kind: 'issue';
  readonly from: Month;
  readonly to: Month;
  readonly position: number;
  readonly organisation: string;
  readonly municipalities: readonly SettledAmounts[];
  /** Months of it that are not sealed. */
  readonly open: readonly Month[];
  readonly by: string;
  readonly today: CalendarDate;
}

export type IssueRefusal = 'months-open' | 'months-overlap' | 'nothing-to-settle' | 'too-many-settlements';

/** Settlements that one year has numbers for. */
const NUMBERS_MAX = 999;

type Months = Pick<IssueCommand, 'from' | 'to'>;

const isSame = (a: Months, b: Months): boolean => a.from === b.from && a.to === b.to;
const overlaps = (a: Months, b: Months): boolean => a.from <= b.to && b.from <= a.to;

/** Stated for a municipality by earlier settlements of the same months. */
const stated = (issued: IssuedState, months: Months, municipality: string): Cents =>
  sumCents(
    issued
      .filter((one) => isSame(one, months))
      .flatMap(({ municipalities }) => municipalities)
      .filter((one) => one.municipality === municipality)
      .map(({ dueCents }) => dueCents),
  );

const nothing = { ownUseCents: 0, lumpSumCents: 0, solidarityCents: 0, correctionCents: 0 } as const;

/** Municipalities that an earlier settlement of the months states, and the present one does not any more. */
const gone = (issued: IssuedState, command: IssueCommand): SettledAmounts[] => {
  const present = new Set(command.municipalities.map(({ municipality }) => municipality));
  const names = new Map(
    issued
      .filter((one) => isSame(one, command))
      .flatMap(({ municipalities }) => municipalities.map(({ municipality, name }) => [municipality, name] as const)),
  );
  return [...names]
    .filter(([municipality]) => !present.has(municipality))
    .map(([municipality, name]) => ({
      ...{ municipality, name, ...nothing },
      ...{ borneCents: 0, paidCents: 0, advanceCents: 0 },
    }));
};

/** The settlement of each municipality: total, what was stated before, and the difference. */
function settledNow(issued: IssuedState, command: IssueCommand): IssuedSettlement['municipalities'] {
  return [...command.municipalities, ...gone(issued, command)].map((one) => {
    const totalCents = sumCents([one.borneCents, -one.paidCents, -one.advanceCents]);
    const beforeCents = stated(issued, command, one.municipality);
    return { ...one, totalCents, beforeCents, dueCents: sumCents([totalCents, -beforeCents]) };
  });
}

function decideIssue(command: IssueCommand, issued: IssuedState) {
  const { from, to, position, organisation, open, by, today } = command;
  if (open.length > 0)
    return reject('months-open', {
      en: `${open.join(', ')}: not sealed, so amounts can still change: seal these months first`,
      nl: `${open.join(', ')}: niet afgesloten, dus bedragen kunnen nog veranderen: sluit deze maanden eerst af`,
    });
  const other = issued.find((one) => overlaps(one, command) && !isSame(one, command));
  if (other)
    return reject('months-overlap', {
      en: `settlement ${other.number} covers ${other.from} to ${other.to}: issue exactly these months again, or months that none covers`,
      nl: `afrekening ${other.number} gaat over ${other.from} tot en met ${other.to}: stel precies deze maanden opnieuw vast, of maanden waarover er nog geen is`,
    });
  const municipalities = settledNow(issued, command);
  const isRepeat = issued.some((one) => isSame(one, command)) && municipalities.every(({ dueCents }) => dueCents === 0);
  if (isRepeat) return [];
  if (municipalities.length === 0)
    return reject('nothing-to-settle', {
      en: `no municipality takes part in ${from} to ${to}: check the months`,
      nl: `geen gemeente doet mee in ${from} tot en met ${to}: controleer de maanden`,
    });
  const year = today.slice(0, 4);
  const count = issued.filter(({ number }) => number.startsWith(`${year}-`)).length + 1;
  if (count > NUMBERS_MAX)
    return reject('too-many-settlements', {
      en: `${year} has ${NUMBERS_MAX} settlements: issue this one next year`,
      nl: `${year} heeft ${NUMBERS_MAX} afrekeningen: stel deze volgend jaar vast`,
    });
  const number = `${year}-${String(count).padStart(3, '0')}`;
  const data = { number, from, to, position, organisation, municipalities, issuedBy: by, issuedOn: today };
  return [{ type: settlementIssued.type, data }];
}

/** Decides on issuing settlements. */
export const settlementDecider: Decider<IssuedState, IssueCommand, SettlementEvent, IssueRefusal> = {
  category: 'settlement',
  initial: [],
  decide: decideIssue,
  evolve: (issued, { data }) => [...issued, data],
};
