import type { MessageType } from '../generated/elements.js';
import type { JW325Header } from '../generated/messages.js';
import type { Located } from '../rules/messages/message-rule.js';
import type { MessageHeader } from '../write/header.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type DecidedMessage, type LedgerRule } from './ledger-rule.js';
import type { AnswerLedger, HeaderLedger } from './ledgers.js';
import { municipalityOf, providerOf } from './parties.js';

const path = '/Bericht/Header';

/** The header of a message. */
const headers = ({ value: { header } }: DecidedMessage): Located<MessageHeader>[] => [{ path, value: header }];

/** The header of a JW325. */
const answerHeaders = (message: DecidedMessage): Located<JW325Header>[] =>
  message.type === 'JW325' ? [{ path, value: message.value.header }] : [];

const every: readonly MessageType[] = ['JW301', 'JW305', 'JW307', 'JW315', 'JW317', 'JW319', 'JW325'];
const fromMunicipality: readonly MessageType[] = ['JW301', 'JW319', 'JW325'];
const toMunicipality: readonly MessageType[] = ['JW305', 'JW307', 'JW315', 'JW317'];

const municipalityRule = (messages: readonly MessageType[], element: string): LedgerRule<HeaderLedger> =>
  ledgerRule({
    rule: 'TR378',
    level: 4,
    code: 'S300',
    messages,
    on: 'Header',
    element,
    sentence: 'De gemeentecode komt niet voor in de lijst van het CBS.',
    breaches: among(
      headers,
      ({ ledger }) =>
        (header) =>
          !ledger.isMunicipality(municipalityOf(header)),
    ),
  });

/** Rules of levels 3 and 4 on the header of every message; a breach refuses the message on its header alone (§8). */
export const messageHeaderRules: readonly LedgerRule<HeaderLedger>[] = [
  ledgerRule({
    rule: 'TR056',
    level: 3,
    code: '9056',
    messages: every,
    on: 'Header',
    element: 'BerichtIdentificatie/Identificatie',
    sentence: 'De identificatie van het bericht is al eerder gebruikt; verzend met een nieuwe identificatie.',
    breaches: among(
      headers,
      ({ ledger, message }) =>
        ({ afzender, berichtIdentificatie }) =>
          ledger.messageSeen(message.type, afzender, berichtIdentificatie.identificatie),
    ),
  }),
  ledgerRule({
    rule: 'TR135',
    level: 4,
    code: '8848',
    messages: every,
    on: 'Header',
    element: 'BerichtIdentificatie/Dagtekening',
    sentence: 'De dagtekening ligt in de toekomst; verzend op of na die dag.',
    breaches: among(
      headers,
      ({ today }) =>
        ({ berichtIdentificatie }) =>
          berichtIdentificatie.dagtekening > today,
    ),
  }),
  municipalityRule(fromMunicipality, 'Afzender'),
  municipalityRule(toMunicipality, 'Ontvanger'),
];

const declared = ({ ledger, message }: { ledger: AnswerLedger; message: DecidedMessage }, header: JW325Header) =>
  ledger.declaration(providerOf(message), header.declaratieIdentificatie);

/**
 * Rules on the fields of a JW325 header that refer to the declaration. TR337 and TR371 have no code, because a JW325 has no
 * retour.
 */
export const answerHeaderRules: readonly LedgerRule<AnswerLedger>[] = [
  ledgerRule({
    rule: 'TR056',
    level: 3,
    code: '9056',
    messages: ['JW325'],
    on: 'Header',
    element: 'DeclaratieIdentificatie/Identificatie',
    sentence: 'De declaratie is al eerder beantwoord; een declaratie krijgt één antwoord.',
    breaches: among(answerHeaders, (judgement) => (header) => declared(judgement, header)?.answered === true),
  }),
  ledgerRule({
    rule: 'TR135',
    level: 4,
    code: '8848',
    messages: ['JW325'],
    on: 'Header',
    element: 'DeclaratieIdentificatie/Dagtekening',
    sentence: 'De dagtekening van de declaratie ligt in de toekomst.',
    breaches: among(
      answerHeaders,
      ({ today }) =>
        ({ declaratieIdentificatie }) =>
          declaratieIdentificatie.dagtekening > today,
    ),
  }),
  ledgerRule({
    rule: 'TR337',
    level: 3,
    code: null,
    messages: ['JW325'],
    on: 'Header',
    element: 'DeclaratieIdentificatie',
    sentence: 'Er is geen declaratie met deze identificatie en dagtekening; herhaal die van het JW323.',
    breaches: among(answerHeaders, (judgement) => (header) => declared(judgement, header) === undefined),
  }),
  ledgerRule({
    rule: 'TR371',
    level: 3,
    code: null,
    messages: ['JW325'],
    on: 'Header',
    element: 'XsdVersieDeclaratie',
    sentence: 'De XSD-versies zijn niet die van de declaratie; herhaal die van het JW323.',
    breaches: among(answerHeaders, (judgement) => (header) => {
      const versions = declared(judgement, header)?.xsdVersie;
      if (!versions) return false;
      const { basisschemaXsdVersie, berichtXsdVersie } = header.xsdVersieDeclaratie;
      return versions.basisschemaXsdVersie !== basisschemaXsdVersie || versions.berichtXsdVersie !== berichtXsdVersie;
    }),
  }),
];
