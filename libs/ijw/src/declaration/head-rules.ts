import type { CalendarDate } from '@regieboek/kernel';
import type { DeclarationHead } from '../read/declaration-reader.js';
import { ledgerRule, type RuleDescription } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import type { DeclarationLedger } from './ledger.js';

/** Inputs of rules on the head. */
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

/** Rules on the header; a breach refuses the message and it counts as not sent (§5.1). */
export const headerRules: readonly HeadRule[] = [
  ledgerRule({
    rule: 'TR056',
    level: 3,
    code: '9056',
    messages: ['JW323'],
    on: 'Header',
    element: 'BerichtIdentificatie/Identificatie',
    sentence: 'De identificatie van het bericht is al eerder gebruikt; verzend met een nieuwe identificatie.',
    isBroken: ({ head: { header }, ledger }) =>
      ledger.messageSeen(header.afzender, header.berichtIdentificatie.identificatie),
  }),
  ledgerRule({
    rule: 'TR135',
    level: 4,
    code: '8848',
    messages: ['JW323'],
    on: 'Header',
    element: 'BerichtIdentificatie/Dagtekening',
    sentence: 'De dagtekening ligt in de toekomst.',
    isBroken: ({ head: { header }, today }) => header.berichtIdentificatie.dagtekening > today,
  }),
  ledgerRule({
    rule: 'TR378',
    level: 4,
    code: 'S300',
    messages: ['JW323'],
    on: 'Header',
    element: 'Ontvanger',
    sentence: 'De gemeentecode komt niet voor in de lijst van het CBS.',
    isBroken: ({ head: { header }, ledger }) => !ledger.isMunicipality(header.ontvanger),
  }),
];

function lastPeriod({ head: { header }, ledger, settings }: HeadContext): CalendarDate | undefined {
  if (settings.earlierPeriods === 'provider and municipality')
    return ledger.lastPeriod(header.afzender, header.ontvanger);
  if (ledger.lastPeriodAnywhere) return ledger.lastPeriodAnywhere(header.afzender);
  throw new RangeError("earlierPeriods is 'provider', which needs a ledger with lastPeriodAnywhere; add it");
}

/** Rules on the class Declaratie; a breach refuses the declaration and it counts as not sent (§5.1). */
export const declaratieRules: readonly HeadRule[] = [
  ledgerRule({
    rule: 'TR333',
    level: 3,
    code: '9333',
    messages: ['JW323'],
    on: 'Declaratie',
    element: 'DeclaratieNummer',
    sentence: 'Het declaratienummer is al eerder gebruikt; geef elke declaratie een nieuw nummer.',
    isBroken: ({ head: { header, declaratie }, ledger }) =>
      ledger.declarationNumberSeen(header.afzender, declaratie.declaratieNummer),
  }),
  ledgerRule({
    rule: 'TR318',
    level: 3,
    code: '8214',
    messages: ['JW323'],
    on: 'Declaratie',
    element: 'DeclaratiePeriode',
    sentence:
      'De declaratieperiode ligt vóór die van een eerdere declaratie; declareer oude maanden in een nieuwe periode.',
    isBroken: (context) => {
      const { declaratie } = context.head;
      const last = lastPeriod(context);
      return last !== undefined && declaratie.declaratiePeriode.begindatum < last;
    },
  }),
];

/** Rule on the class Client; a breach refuses all lines of that client without judging them (§5.1). */
export const clientRule: RuleDescription = ledgerRule({
  rule: 'TR304',
  level: 3,
  code: '8187',
  messages: ['JW323'],
  on: 'Client',
  element: 'Bsn',
  sentence: 'Het BSN is niet van een bekende client.',
});
