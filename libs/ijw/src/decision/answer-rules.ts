import type { JW323Prestatie, JW325Prestatie } from '../generated/messages.js';
import { answeredClients, answeredLines, answers } from '../rules/message-parts.js';
import { answerHeaderRules } from './header-rules.js';
import { ledgerRule, type Judgement, type LedgerRule } from './ledger-rule.js';
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

/** A value of a line as text that is the same for the same value, in whatever order its parts were read. */
function textOf(value: JW323Prestatie[Field]): string {
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}=${part}`)
    .sort()
    .join();
}

const sameAsDeclared = ([field, element]: (typeof fields)[number]): LedgerRule<AnswerLedger> =>
  ledgerRule(
    ['TR367', 3, '9367'],
    { messages: ['JW325'], on: 'Prestatie', element },
    'Het gegeven is niet gelijk aan dat van de gedeclareerde regel; herhaal de regel ongewijzigd.',
    [
      answeredLines,
      (judgement) => {
        const declared = declaredLines(judgement);
        return (line) => {
          const original = declared.get(line);
          return original !== undefined && textOf(original[field]) !== textOf(line[field]);
        };
      },
    ],
  );

/** Rules of level 3 on a declaration answer (iJw 3.2, §5). TR376 has no code: there is no retour on a JW325. */
export const answerLedgerRules: readonly LedgerRule<AnswerLedger>[] = [
  ...answerHeaderRules,
  ledgerRule(
    ['TR376', 3, null],
    { messages: ['JW325'], on: 'DeclaratieAntwoord', element: 'DeclaratieNummer' },
    'Het declaratienummer is niet dat van de declaratie; herhaal dat van het JW323.',
    [
      answers,
      (judgement) => {
        const number = declarationOf(judgement)?.declaratieNummer;
        return ({ declaratieNummer }) => number !== undefined && number !== declaratieNummer;
      },
    ],
  ),
  ledgerRule(
    ['TR304', 3, '8187'],
    { messages: ['JW325'], on: 'Client', element: 'Bsn' },
    'Het BSN is niet van een bekende client.',
    [
      answeredClients,
      ({ ledger }) =>
        ({ bsn }) =>
          !ledger.isClient(bsn),
    ],
  ),
  ledgerRule(
    ['TR366', 3, '9366'],
    { messages: ['JW325'], on: 'Prestatie', element: 'ProductReferentie' },
    'De regel staat niet in de declaratie; noem alleen gedeclareerde regels.',
    [
      answeredLines,
      (judgement) => {
        const declared = declaredLines(judgement);
        return (line) => declared.has(line) && declared.get(line) === undefined;
      },
    ],
  ),
  ...fields.map(sameAsDeclared),
];
