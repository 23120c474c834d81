import { civil, daysInMonth } from '@regieboek/kernel';
import { deliveryKey } from '../rules/declaration/key-rules.js';
import { ledgerRule } from '../rules/rule.js';
import type { LedgerAssignment } from './ledger.js';
import type { LineContext, LineRule } from './line-context.js';
import { volumeWeight } from './running-ledger.js';
import { fitsUnit, hasContractTariff, hasRightAmount } from './tariff.js';
import { lifetimeLimit, periodLimit, type GrantedVolume } from './volume-limit.js';

type Check = LineRule['isBroken'];

const line = { messages: ['JW323'], on: 'Prestatie' } as const;

/** Rules about an assignment do not apply without one, or to a removed one. */
const onAssignment =
  (isBroken: (assignment: LedgerAssignment, context: LineContext) => boolean): Check =>
  (context) =>
    context.assignment !== undefined && !context.assignment.removed && isBroken(context.assignment, context);

const unitFits = (assignment: LedgerAssignment, { line, contract }: LineContext): boolean => {
  const wanted = assignment.unit ?? contract?.unit;
  return wanted === undefined || line.eenheid === wanted || fitsUnit(line.eenheid, wanted);
};

function grantedOf({ volume, frequency, unit, outputBased, from, to }: LedgerAssignment): GrantedVolume | undefined {
  if (volume === undefined || frequency === undefined) return undefined;
  return { volume, frequency, from, to, outputBased: outputBased ?? (unit === '82' || unit === '83') };
}

/** Volume rules compare only volumes in the same unit; another unit has been refused by TR341. */
const onVolume = (
  isOver: (volume: number, granted: GrantedVolume, assignment: LedgerAssignment, context: LineContext) => boolean,
): Check =>
  onAssignment((assignment, context) => {
    const granted = grantedOf(assignment);
    if (!granted || !unitFits(assignment, context)) return false;
    const { geleverdVolume, eenheid } = context.line;
    return isOver(geleverdVolume * volumeWeight(assignment, eenheid), granted, assignment, context);
  });

const limitWeight = ({ unit }: LedgerAssignment): number => (unit === '04' ? 60 : 1);

const isFirstOfMonth = (day: number): boolean => civil(day).dayOfMonth === 1;

const isLastOfMonth = (day: number): boolean => {
  const { year, month, dayOfMonth } = civil(day);
  return dayOfMonth === daysInMonth(year, month);
};

/** True when the credited line is an approved debit of this client of which this line is a full copy (IV091). */
const copies = ({ line, client, credited }: LineContext): boolean =>
  credited !== undefined &&
  credited.isOwn &&
  credited.status === 'approved' &&
  credited.debitOrCredit === 'D' &&
  credited.client === client &&
  credited.key === deliveryKey(line) &&
  credited.unit === line.eenheid &&
  credited.volume === line.geleverdVolume &&
  credited.cents === line.ingediendBedrag.bedrag;

/** Rules of level 3 and 4 on a line of a JW323, in the order in which their codes are listed in an answer. */
export const lineRules: readonly LineRule[] = [
  ledgerRule({
    rule: 'TR338',
    level: 3,
    code: '9338',
    ...line,
    appliesTo: 'debit',
    sentence: 'Het toewijzingnummer hoort niet bij een toewijzing van deze client aan deze aanbieder.',
    isBroken: ({ assignment }) => assignment === undefined,
  }),
  ledgerRule({
    rule: 'TR384',
    level: 3,
    code: '9384',
    ...line,
    appliesTo: 'debit',
    sentence: 'De toewijzing is verwijderd (reden 13); declareer er niet op.',
    isBroken: ({ assignment }) => assignment?.removed === true,
  }),
  ledgerRule({
    rule: 'TR307',
    level: 3,
    code: '9307',
    ...line,
    element: 'ProductPeriode',
    appliesTo: 'debit',
    sentence: 'De productperiode begint vóór de ingangsdatum van de toewijzing.',
    isBroken: onAssignment(({ from }, { period }) => period.from < from),
  }),
  ledgerRule({
    rule: 'TR308',
    level: 3,
    code: '9308',
    ...line,
    element: 'ProductPeriode',
    appliesTo: 'debit',
    sentence: 'De productperiode eindigt na de einddatum van de toewijzing.',
    isBroken: onAssignment(({ to }, { period }) => period.to > to),
  }),
  ledgerRule({
    rule: 'TR387',
    level: 3,
    code: '9387',
    ...line,
    element: 'ProductPeriode',
    appliesTo: 'debit',
    sentence: 'De productperiode moet beginnen op de eerste van de maand, of op de ingangsdatum van de toewijzing.',
    isBroken: onAssignment(({ from }, { period }) => period.from !== from && !isFirstOfMonth(period.from)),
  }),
  ledgerRule({
    rule: 'TR388',
    level: 3,
    code: '9388',
    ...line,
    element: 'ProductPeriode',
    appliesTo: 'debit',
    sentence: 'De productperiode moet eindigen op de laatste van de maand, of op de einddatum van de toewijzing.',
    isBroken: onAssignment(({ to }, { period }) => period.to !== to && !isLastOfMonth(period.to)),
  }),
  ledgerRule({
    rule: 'TR319',
    level: 3,
    code: '9319',
    ...line,
    appliesTo: 'both',
    sentence: 'De productperiode mag niet na de declaratieperiode liggen.',
    isBroken: ({ line, declaredUntil, settings }) =>
      settings.periodAfterDeclaration === 'level 3' && line.productPeriode.einddatum > declaredUntil,
  }),
  ledgerRule({
    rule: 'TR339',
    level: 3,
    code: '9339',
    ...line,
    element: 'ProductCategorie',
    appliesTo: 'debit',
    sentence: 'De productcategorie is een andere dan de toegewezen categorie.',
    isBroken: onAssignment(({ category }, { line }) => category !== undefined && category !== line.productCategorie),
  }),
  ledgerRule({
    rule: 'TR340',
    level: 3,
    code: '9340',
    ...line,
    element: 'ProductCode',
    appliesTo: 'debit',
    sentence: 'De productcode is een andere dan de toegewezen code.',
    isBroken: onAssignment(({ code }, { line }) => code !== undefined && code !== line.productCode),
  }),
  ledgerRule({
    rule: 'TR381',
    level: 4,
    code: 'S329',
    ...line,
    element: 'ProductCode',
    appliesTo: 'debit',
    sentence: 'De productcode hoort niet bij de productcategorie in de gebruikte productcodelijst.',
    isBroken: ({ line, ledger }) => !ledger.isProduct(line.productCategorie, line.productCode),
  }),
  ledgerRule({
    rule: 'TR341',
    level: 3,
    code: '9341',
    ...line,
    element: 'Eenheid',
    appliesTo: 'debit',
    sentence: 'De eenheid past niet bij de toegewezen of gecontracteerde eenheid.',
    isBroken: onAssignment((assignment, context) => !unitFits(assignment, context)),
  }),
  ledgerRule({
    rule: 'TR321',
    level: 3,
    code: '9321',
    ...line,
    element: 'GeleverdVolume',
    appliesTo: 'debit',
    sentence: 'Het geleverde volume past niet binnen het toegewezen volume voor deze productperiode.',
    isBroken: onVolume(
      (volume, granted, assignment, { period, settings }) =>
        volume > periodLimit(granted, period, settings.brokenLastWeek) * limitWeight(assignment),
    ),
  }),
  ledgerRule({
    rule: 'TR322',
    level: 3,
    code: '9322',
    ...line,
    element: 'GeleverdVolume',
    appliesTo: 'debit',
    sentence: 'De som van de geleverde volumes past niet binnen het volume van de hele toewijzing.',
    isBroken: onVolume(
      (volume, granted, assignment, { running }) =>
        running.used(assignment).volume + volume > lifetimeLimit(granted) * limitWeight(assignment),
    ),
  }),
  ledgerRule({
    rule: 'TR369',
    level: 3,
    code: '9369',
    ...line,
    element: 'GeleverdVolume',
    appliesTo: 'debit',
    sentence: 'De som van de ingediende bedragen past niet binnen het toegewezen budget.',
    isBroken: onAssignment(
      (assignment, { line, running, settings }) =>
        assignment.budget !== undefined &&
        (settings.budgetSum === 'delivered volumes'
          ? running.delivered(assignment.number) + line.geleverdVolume
          : running.used(assignment).cents + line.ingediendBedrag.bedrag) > assignment.budget,
    ),
  }),
  ledgerRule({
    rule: 'TR418',
    level: 3,
    code: '0611',
    ...line,
    element: 'ProductTarief',
    appliesTo: 'debit',
    sentence: 'Het ingediende tarief is niet het gecontracteerde tarief van deze productcode.',
    isBroken: ({ line, contract }) => !hasContractTariff(line, contract),
  }),
  ledgerRule({
    rule: 'TR346',
    level: 4,
    code: '9346',
    ...line,
    element: 'IngediendBedrag',
    appliesTo: 'debit',
    sentence: 'Het ingediende bedrag is niet het volume maal het (onafgeronde) tarief.',
    isBroken: ({ line, contract }) => !hasRightAmount(line, contract),
  }),
  ledgerRule({
    rule: 'TR314',
    level: 3,
    code: '8021',
    ...line,
    element: 'ProductReferentie',
    appliesTo: 'both',
    sentence: 'Het referentienummer is al eerder gebruikt; geef elke regel een nieuw nummer.',
    isBroken: ({ isRepeated, sameReference, settings }) =>
      isRepeated ||
      (sameReference !== undefined &&
        (settings.referenceOfRejectedLine === 'used' || sameReference.status === 'approved')),
  }),
  ledgerRule({
    rule: 'TR323',
    level: 3,
    code: '8017',
    ...line,
    element: 'ProductReferentie',
    appliesTo: 'credit',
    sentence: 'De creditregel is geen volledige kopie van een eerder goedgekeurde debetregel.',
    isBroken: (context) => !copies(context),
  }),
  ledgerRule({
    rule: 'TR389',
    level: 3,
    code: '9389',
    ...line,
    appliesTo: 'debit',
    sentence: 'Voor deze toewijzing, categorie, code en periode staat al een debetregel; crediteer die eerst.',
    isBroken: ({ line, running }) => running.standing(deliveryKey(line)) !== undefined,
  }),
  ledgerRule({
    rule: 'TR390',
    level: 3,
    code: '9390',
    ...line,
    appliesTo: 'credit',
    sentence: 'De debetregel is al gecrediteerd; dat kan maar één keer.',
    isBroken: ({ credited }) => credited?.credited === true,
  }),
];
