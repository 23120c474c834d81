import { lifetimeLimit, periodLimit } from '@regieboek/ijw';
import { intersect, lastDayOf, monthOf, type Interval } from '@regieboek/kernel';
import { creditOf, withVolume } from '../declarations/declared-line.js';
import { grantedVolume } from '../declarations/delivered.js';
import { beside, type Candidate, type LineFault } from './line-fault.js';

const unknownCredit = beside('credit-of-nothing', ['8017'], ({ entry, reference }) => {
  const line = creditOf(entry.line, reference());
  const productReferentie = {
    ...line.productReferentie,
    vorigReferentieNummer: `X${line.productReferentie.referentieNummer}`,
  };
  return { ...entry, line: { ...line, productReferentie } };
});

const partialCredit = beside('credit-of-a-part', ['8017'], ({ entry, declared: { last }, reference }) => {
  if (!last || last.ingediendBedrag.bedrag < 2) return undefined;
  const whole = creditOf(last, reference());
  const bedrag = Math.floor(whole.ingediendBedrag.bedrag / 2);
  if (last.eenheid === '83')
    return { ...entry, line: { ...whole, geleverdVolume: bedrag, ingediendBedrag: { bedrag, debetCredit: 'C' } } };
  return { ...entry, line: { ...whole, ingediendBedrag: { bedrag, debetCredit: 'C' } } };
});

const secondCredit = beside(
  'second-credit',
  ['9390'],
  ({ entry, credited, reference }) => (credited ? { ...entry, line: creditOf(credited, reference()) } : undefined),
  true,
);

const secondDebit = beside('second-debit', ['9389'], ({ plan, entry, declared, reference }) => {
  const granted = grantedVolume(plan);
  const { last, delivered } = declared;
  // The volume may be in minutes where the assignment is in hours: there is room enough, or there is no second debit.
  if (!last || !granted || lifetimeLimit(granted) - delivered < last.geleverdVolume) return undefined;
  return { ...entry, line: { ...last, productReferentie: { referentieNummer: reference() } } };
});

/** The month after, when the assignment holds in all of it and the volume fits there too. */
function nextPeriod({ plan, month, volume, declared, hasNext }: Candidate): Interval | undefined {
  const next = { from: month.to + 1, to: lastDayOf(monthOf(month.to + 1)) };
  const period = intersect(plan.assigned, next);
  const granted = grantedVolume(plan);
  if (!hasNext || !granted || period?.to !== next.to) return undefined;
  const fits = volume <= periodLimit(granted, period) && declared.delivered + volume <= lifetimeLimit(granted);
  return fits ? period : undefined;
}

const afterPeriod = beside(
  'after-declaration-period',
  ['9319'],
  (candidate) => {
    const period = nextPeriod(candidate);
    if (!period) return undefined;
    const { plan, entry, reference } = candidate;
    const line = { ...entry.line, productReferentie: { referentieNummer: reference() } };
    const wrong = withVolume({ plan, entry: { ...entry, line }, period }, line.geleverdVolume);
    return { ...wrong, signedFrom: period.to + 1 };
  },
  true,
);

/** Faulty lines about earlier or later declarations. */
export const sequenceFaults: readonly LineFault[] = [
  unknownCredit,
  partialCredit,
  secondCredit,
  secondDebit,
  afterPeriod,
];
