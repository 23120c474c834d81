import type { CalendarDate } from '@regieboek/kernel';
import type { RetourCode } from '../generated/messages.js';
import type { DeclarationHead } from '../read/declaration-reader.js';
import type { RuleDescription } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import type { DeclarationLedger } from './ledger.js';

/** What rules on the head look at. */
export interface HeadContext {
  readonly head: DeclarationHead;
  readonly ledger: DeclarationLedger;
  readonly today: CalendarDate;
  readonly settings: Settings;
}

/** A rule of level 3 or 4 on the header or the class Declaratie of a JW323. */
export interface HeadRule extends RuleDescription {
  isBroken(context: HeadContext): boolean;
}

const headRule = (
  [rule, level, on, code]: readonly [string, 3 | 4, string, RetourCode],
  sentence: string,
  isBroken: HeadRule['isBroken'],
): HeadRule => ({ rule, level, code, messages: ['JW323'], on, sentence, isBroken });

/** Rules on the header; a breach refuses the message and it counts as not sent (§5.1). */
export const headerRules: readonly HeadRule[] = [
  headRule(
    ['TR056', 3, 'Header/BerichtIdentificatie/Identificatie', '9056'],
    'De identificatie van het bericht is al eerder gebruikt; verzend met een nieuwe identificatie.',
    ({ head: { header }, ledger }) => ledger.messageSeen(header.afzender, header.berichtIdentificatie.identificatie),
  ),
  headRule(
    ['TR135', 4, 'Header/BerichtIdentificatie/Dagtekening', '8848'],
    'De dagtekening ligt in de toekomst.',
    ({ head: { header }, today }) => header.berichtIdentificatie.dagtekening > today,
  ),
  headRule(
    ['TR378', 4, 'Header/Ontvanger', 'S300'],
    'De gemeentecode komt niet voor in de lijst van het CBS.',
    ({ head: { header }, ledger }) => !ledger.isMunicipality(header.ontvanger),
  ),
];

function lastPeriod({ head: { header }, ledger, settings }: HeadContext): CalendarDate | undefined {
  if (settings.earlierPeriods === 'provider and municipality')
    return ledger.lastPeriod(header.afzender, header.ontvanger);
  if (ledger.lastPeriodAnywhere) return ledger.lastPeriodAnywhere(header.afzender);
  throw new RangeError("earlierPeriods is 'provider', which needs a ledger with lastPeriodAnywhere; add it");
}

/** Rules on the class Declaratie; a breach refuses the declaration and it counts as not sent (§5.1). */
export const declaratieRules: readonly HeadRule[] = [
  headRule(
    ['TR333', 3, 'Declaratie/DeclaratieNummer', '9333'],
    'Het declaratienummer is al eerder gebruikt; geef elke declaratie een nieuw nummer.',
    ({ head: { header, declaratie }, ledger }) =>
      ledger.declarationNumberSeen(header.afzender, declaratie.declaratieNummer),
  ),
  headRule(
    ['TR318', 3, 'Declaratie/DeclaratiePeriode', '8214'],
    'De declaratieperiode ligt vóór die van een eerdere declaratie; declareer oude maanden in een nieuwe periode.',
    (context) => {
      const { declaratie } = context.head;
      const last = lastPeriod(context);
      return last !== undefined && declaratie.declaratiePeriode.begindatum < last;
    },
  ),
];

/** Rule on the class Client; a breach refuses all lines of that client without judging them (§5.1). */
export const clientRule: RuleDescription = {
  rule: 'TR304',
  level: 3,
  code: '8187',
  messages: ['JW323'],
  on: 'Client/Bsn',
  sentence: 'Het BSN is niet van een bekende client.',
};
