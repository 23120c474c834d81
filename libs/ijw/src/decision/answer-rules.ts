import type { JW323Prestatie, JW325Prestatie } from '../generated/messages.js';
import { answeredClients, answeredLines, answers } from '../rules/messages/message-parts.js';
import { answerHeaderRules } from './header-rules.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type Judgement, type LedgerRule } from './ledger-rule.js';
import type { AnswerLedger, AnsweredDeclaration } from './ledgers.js';
import { providerOf } from './parties.js';

function declarationOf({ ledger, message }: Judgement<AnswerLedger>): AnsweredDeclaration | undefined {
  if (message.type !== 'JW325') return undefined;
  return ledger.declaration(providerOf(message), message.value.header.declaratieIdentificatie);
}

/** The declared line of every answered line; undefined for a line that was not declared. */
function declaredLines(judgement: Judgement<AnswerLedger>): ReadonlyMap<JW325Prestatie, JW323Prestatie | undefined> {
  const declaration = declarationOf(judgement);
  const found = new Map<JW325Prestatie, JW323Prestatie | undefined>();
  if (!declaration) return found;
  for (const { value } of answeredClients(judgement.message))
    for (const line of value.prestaties) found.set(line, declaration.line(value.bsn, line.productReferentie));
  return found;
}

type Field = Exclude<keyof JW323Prestatie, 'productReferentie'>;

const fields: readonly (readonly [Field, element: string])[] = [
  ['toewijzingNummer', 'ToewijzingNummer'],
  ['productCategorie', 'ProductCategorie'],
  ['productCode', 'ProductCode'],
  ['productPeriode', 'ProductPeriode'],
  ['geleverdVolume', 'GeleverdVolume'],
  ['eenheid', 'Eenheid'],
  ['productTarief', 'ProductTarief'],
  ['ingediendBedrag', 'IngediendBedrag'],
];

/** Canonical text of a value of a line: equal for equal values, in any order of their fields. */
function textOf(value: JW323Prestatie[Field]): string {
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}=${part}`)
    .sort()
    .join();
}

const sameAsDeclared = ([field, element]: (typeof fields)[number]): LedgerRule<AnswerLedger> =>
  ledgerRule({
    rule: 'TR367',
    level: 3,
    code: '9367',
    messages: ['JW325'],
    on: 'Prestatie',
    element,
    sentence: 'Het gegeven is niet gelijk aan dat van de gedeclareerde regel; herhaal de regel ongewijzigd.',
    breaches: among(answeredLines, (judgement) => {
      const declared = declaredLines(judgement);
      return (line) => {
        const original = declared.get(line);
        return original !== undefined && textOf(original[field]) !== textOf(line[field]);
      };
    }),
  });

/** Rules of level 3 on a declaration answer (iJw 3.2, §5). TR376 has no code, because a JW325 has no retour. */
export const answerLedgerRules: readonly LedgerRule<AnswerLedger>[] = [
  ...answerHeaderRules,
  ledgerRule({
    rule: 'TR376',
    level: 3,
    code: null,
    messages: ['JW325'],
    on: 'DeclaratieAntwoord',
    element: 'DeclaratieNummer',
    sentence: 'Het declaratienummer is niet dat van de declaratie; herhaal dat van het JW323.',
    breaches: among(answers, (judgement) => {
      const number = declarationOf(judgement)?.declaratieNummer;
      return ({ declaratieNummer }) => number !== undefined && number !== declaratieNummer;
    }),
  }),
  ledgerRule({
    rule: 'TR304',
    level: 3,
    code: '8187',
    messages: ['JW325'],
    on: 'Client',
    element: 'Bsn',
    sentence: 'Het BSN is niet van een bekende client.',
    breaches: among(
      answeredClients,
      ({ ledger }) =>
        ({ bsn }) =>
          !ledger.isClient(bsn),
    ),
  }),
  ledgerRule({
    rule: 'TR366',
    level: 3,
    code: '9366',
    messages: ['JW325'],
    on: 'Prestatie',
    element: 'ProductReferentie',
    sentence: 'De regel staat niet in de declaratie; noem alleen gedeclareerde regels.',
    breaches: among(answeredLines, (judgement) => {
      const declared = declaredLines(judgement);
      return (line) => declared.has(line) && declared.get(line) === undefined;
    }),
  }),
  ...fields.map(sameAsDeclared),
];
