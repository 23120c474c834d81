import { civil, daysInMonth, type Interval } from '@regieboek/kernel';
import type { JW323Prestatie, RetourCode } from '../generated/messages.js';
import { deliveryKey } from '../rules/declaration-key-rules.js';
import type { RuleDescription } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import type { ContractTariff, DeclarationLedger, EarlierLine, LedgerAssignment } from './ledger.js';
import { volumeWeight, type RunningLedger } from './running-ledger.js';
import { fitsUnit, hasContractTariff, hasRightAmount } from './tariff.js';
import { lifetimeLimit, periodLimit, type GrantedVolume } from './volume-limit.js';

/** A line about to be judged, with everything the rules look up for it. */
export interface LineContext {
  readonly line: JW323Prestatie;
  readonly period: Interval;
  /** Id of the client the line is declared for. */
  readonly client: string;
  /** The assignment when it belongs to this client and this provider. */
  readonly assignment: LedgerAssignment | undefined;
  readonly contract: ContractTariff | undefined;
  /** Last day of the DeclaratiePeriode, ISO text. */
  readonly declaredUntil: string;
  /** Whether the reference occurs more than once in this message. */
  readonly isRepeated: boolean;
  /** Earlier line with the reference of this line. */
  readonly sameReference: EarlierLine | undefined;
  /** Earlier line this line credits. */
  readonly credited: EarlierLine | undefined;
  readonly ledger: DeclarationLedger;
  readonly running: RunningLedger;
  readonly settings: Settings;
}

/** A rule of level 3 or 4 on one line. Credits are copies and are judged on their reference only (IV085, IV091). */
export interface LineRule extends RuleDescription {
  readonly appliesTo: 'debit' | 'credit' | 'both';
  isBroken(context: LineContext): boolean;
}

type Check = LineRule['isBroken'];

/** Elements of a line that rules are attached to; a rule that is not here is attached to the line. */
const elements: Readonly<Record<string, string>> = {
  TR307: 'ProductPeriode',
  TR308: 'ProductPeriode',
  TR314: 'ProductReferentie',
  TR321: 'GeleverdVolume',
  TR322: 'GeleverdVolume',
  TR323: 'ProductReferentie',
  TR339: 'ProductCategorie',
  TR340: 'ProductCode',
  TR341: 'Eenheid',
  TR346: 'IngediendBedrag',
  TR369: 'GeleverdVolume',
  TR381: 'ProductCode',
  TR387: 'ProductPeriode',
  TR388: 'ProductPeriode',
  TR418: 'ProductTarief',
};

const lineRule =
  (appliesTo: LineRule['appliesTo'], level: 3 | 4 = 3) =>
  (rule: string, code: RetourCode, sentence: string, isBroken: Check): LineRule => ({
    rule,
    level,
    code,
    messages: ['JW323'],
    on: elements[rule] === undefined ? 'Prestatie' : `Prestatie/${elements[rule]}`,
    sentence,
    appliesTo,
    isBroken,
  });

const debit = lineRule('debit');
const debitLevel4 = lineRule('debit', 4);
const credit = lineRule('credit');
const both = lineRule('both');

/** Rules about an assignment have nothing to say without one, or on one that was removed. */
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

/** Whether the credited line is an approved debit of this client that this line copies in full (IV091). */
const copies = ({ line, client, credited }: LineContext): boolean =>
  credited !== undefined &&
  credited.status === 'approved' &&
  credited.debitOrCredit === 'D' &&
  credited.client === client &&
  credited.key === deliveryKey(line) &&
  credited.unit === line.eenheid &&
  credited.volume === line.geleverdVolume &&
  credited.cents === line.ingediendBedrag.bedrag;

/** Rules of level 3 and 4 on a line of a JW323, in the order in which their codes are listed in an answer. */
export const lineRules: readonly LineRule[] = [
  debit(
    'TR338',
    '9338',
    'Het toewijzingnummer hoort niet bij een toewijzing van deze client aan deze aanbieder.',
    ({ assignment }) => assignment === undefined,
  ),
  debit(
    'TR384',
    '9384',
    'De toewijzing is verwijderd (reden 13); declareer er niet op.',
    ({ assignment }) => assignment?.removed === true,
  ),
  debit(
    'TR307',
    '9307',
    'De productperiode begint vóór de ingangsdatum van de toewijzing.',
    onAssignment(({ from }, { period }) => period.from < from),
  ),
  debit(
    'TR308',
    '9308',
    'De productperiode eindigt na de einddatum van de toewijzing.',
    onAssignment(({ to }, { period }) => period.to > to),
  ),
  debit(
    'TR387',
    '9387',
    'De productperiode moet beginnen op de eerste van de maand, of op de ingangsdatum van de toewijzing.',
    onAssignment(({ from }, { period }) => period.from !== from && !isFirstOfMonth(period.from)),
  ),
  debit(
    'TR388',
    '9388',
    'De productperiode moet eindigen op de laatste van de maand, of op de einddatum van de toewijzing.',
    onAssignment(({ to }, { period }) => period.to !== to && !isLastOfMonth(period.to)),
  ),
  both(
    'TR319',
    '9319',
    'De productperiode mag niet na de declaratieperiode liggen.',
    ({ line, declaredUntil, settings }) =>
      settings.periodAfterDeclaration === 'level 3' && line.productPeriode.einddatum > declaredUntil,
  ),
  debit(
    'TR339',
    '9339',
    'De productcategorie is een andere dan de toegewezen categorie.',
    onAssignment(({ category }, { line }) => category !== undefined && category !== line.productCategorie),
  ),
  debit(
    'TR340',
    '9340',
    'De productcode is een andere dan de toegewezen code.',
    onAssignment(({ code }, { line }) => code !== undefined && code !== line.productCode),
  ),
  debitLevel4(
    'TR381',
    'S329',
    'De productcode hoort niet bij de productcategorie in de gebruikte productcodelijst.',
    ({ line, ledger }) => !ledger.isProduct(line.productCategorie, line.productCode),
  ),
  debit(
    'TR341',
    '9341',
    'De eenheid past niet bij de toegewezen of gecontracteerde eenheid.',
    onAssignment((assignment, context) => !unitFits(assignment, context)),
  ),
  debit(
    'TR321',
    '9321',
    'Het geleverde volume past niet binnen het toegewezen volume voor deze productperiode.',
    onVolume(
      (volume, granted, assignment, { period, settings }) =>
        volume > periodLimit(granted, period, settings.brokenLastWeek) * limitWeight(assignment),
    ),
  ),
  debit(
    'TR322',
    '9322',
    'De som van de geleverde volumes past niet binnen het volume van de hele toewijzing.',
    onVolume(
      (volume, granted, assignment, { running }) =>
        running.used(assignment).volume + volume > lifetimeLimit(granted) * limitWeight(assignment),
    ),
  ),
  debit(
    'TR369',
    '9369',
    'De som van de ingediende bedragen past niet binnen het toegewezen budget.',
    onAssignment(
      (assignment, { line, running, settings }) =>
        assignment.budget !== undefined &&
        (settings.budgetSum === 'delivered volumes'
          ? running.delivered(assignment.number) + line.geleverdVolume
          : running.used(assignment).cents + line.ingediendBedrag.bedrag) > assignment.budget,
    ),
  ),
  debit(
    'TR418',
    '0611',
    'Het ingediende tarief is niet het gecontracteerde tarief van deze productcode.',
    ({ line, contract }) => !hasContractTariff(line, contract),
  ),
  debitLevel4(
    'TR346',
    '9346',
    'Het ingediende bedrag is niet het volume maal het (onafgeronde) tarief.',
    ({ line, contract }) => !hasRightAmount(line, contract),
  ),
  both(
    'TR314',
    '8021',
    'Het referentienummer is al eerder gebruikt; geef elke regel een nieuw nummer.',
    ({ isRepeated, sameReference, settings }) =>
      isRepeated ||
      (sameReference !== undefined &&
        (settings.referenceOfRejectedLine === 'used' || sameReference.status === 'approved')),
  ),
  credit(
    'TR323',
    '8017',
    'De creditregel is geen volledige kopie van een eerder goedgekeurde debetregel.',
    (context) => !copies(context),
  ),
  debit(
    'TR389',
    '9389',
    'Voor deze toewijzing, categorie, code en periode staat al een debetregel; crediteer die eerst.',
    ({ line, running }) => running.standing(deliveryKey(line)) !== undefined,
  ),
  credit(
    'TR390',
    '9390',
    'De debetregel is al gecrediteerd; dat kan maar één keer.',
    ({ credited }) => credited?.credited === true,
  ),
];
