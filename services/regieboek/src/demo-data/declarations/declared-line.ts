import { declaredTariff, type Eenheid, type JW323Prestatie, type ProductCategorie } from '@regieboek/ijw';
import { fromDay, intersect, multiplyHalfUp, toDay, type Interval } from '@regieboek/kernel';
import type { Entry } from './declaration-file.js';
import { tariffOf, type Offer } from '../region/offers.js';
import type { CarePlan } from '../youths/youth.js';

/** A line before it has a price. */
export interface Delivered {
  readonly reference: string;
  readonly assignment: number;
  readonly offer: Offer;
  readonly category: ProductCategorie;
  readonly period: Interval;
  readonly volume: number;
  readonly unit: Eenheid;
}

/** A debit line (prestatie), priced by the contract on the first day of its period (IV081, TR346). */
export function debitLine(delivered: Delivered): JW323Prestatie {
  const { offer, unit, volume, period } = delivered;
  const contract = tariffOf(offer, period.from);
  const tariff =
    contract === undefined ? undefined : declaredTariff({ cents: contract, unit: offer.product.unit }, unit);
  const isMinutesOnHours = unit === '01' && offer.product.unit === '04';
  const bedrag =
    contract === undefined || tariff === undefined
      ? volume
      : isMinutesOnHours
        ? multiplyHalfUp(contract, volume, 60)
        : volume * tariff;
  return {
    productReferentie: { referentieNummer: delivered.reference },
    toewijzingNummer: delivered.assignment,
    productCategorie: delivered.category,
    productCode: offer.product.code,
    productPeriode: { begindatum: fromDay(period.from), einddatum: fromDay(period.to) },
    geleverdVolume: volume,
    eenheid: unit,
    ...(tariff === undefined ? {} : { productTarief: tariff }),
    ingediendBedrag: { bedrag, debetCredit: 'D' },
  };
}

/** Unit a plan is declared in: that of the assignment, or minutes on hours. */
function declaredUnit({ granted, offer, inMinutes }: CarePlan): Eenheid {
  const unit = granted.kind === 'budget' ? offer.product.unit : granted.unit;
  return unit === '04' && inMinutes ? '01' : unit;
}

/** The month clipped to the assignment (IV089); undefined when they do not meet. */
export const productPeriod = ({ assigned }: CarePlan, month: Interval): Interval | undefined =>
  intersect(assigned, month);

/** The line of a plan over a month; `volume` is in the unit of the assignment. */
export function lineOfPlan(
  plan: CarePlan,
  period: Interval,
  [reference, volume]: readonly [string, number],
): JW323Prestatie {
  const unit = declaredUnit(plan);
  const assignedUnit = plan.granted.kind === 'budget' ? plan.offer.product.unit : plan.granted.unit;
  return debitLine({
    reference,
    assignment: plan.number,
    offer: plan.offer,
    category: plan.offer.product.category,
    period,
    volume: unit === '01' && assignedUnit === '04' ? volume * 60 : volume,
    unit,
  });
}

/** A line for another offer, at its tariff; reference, period, volume and unit stay. */
export const repriced = (line: JW323Prestatie, offer: Offer): JW323Prestatie =>
  debitLine({
    reference: line.productReferentie.referentieNummer,
    assignment: line.toewijzingNummer,
    offer,
    category: offer.product.category,
    period: { from: toDay(line.productPeriode.begindatum), to: toDay(line.productPeriode.einddatum) },
    volume: line.geleverdVolume,
    unit: line.eenheid,
  });

/** An entry with another volume in the declared unit, optionally another period, with a new price. */
export function withVolume(
  { plan, entry, period }: { readonly plan: CarePlan; readonly entry: Entry; readonly period?: Interval },
  volume: number,
): Entry {
  const days = period && { begindatum: fromDay(period.from), einddatum: fromDay(period.to) };
  const line = { ...entry.line, geleverdVolume: volume, ...(days ? { productPeriode: days } : {}) };
  return { bsn: entry.bsn, line: repriced(line, plan.offer) };
}

/** The credit of a line: a full copy with a number of its own (IV091). */
export const creditOf = (line: JW323Prestatie, reference: string): JW323Prestatie => ({
  ...line,
  productReferentie: {
    referentieNummer: reference,
    vorigReferentieNummer: line.productReferentie.referentieNummer,
  },
  ingediendBedrag: { ...line.ingediendBedrag, debetCredit: 'C' },
});
