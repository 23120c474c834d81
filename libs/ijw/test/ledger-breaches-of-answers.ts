/** One breach of every rule of levels 3 and 4 on replies and declaration answers. */
import { soundMessages, type Judged, type LedgerBreach } from './ledger-breach.js';
import type { History } from './message-ledgers.js';
import { bsn, changed } from './messages.js';
import { jw319, jw325, refusedLines } from './request-messages.js';

const header = '/Bericht/Header';
const with325 = (path: readonly (string | number)[], value: unknown): Judged => ({
  type: 'JW325',
  value: changed(jw325(), path, value),
});

const reply = '/Bericht/Antwoord';
const asks = (replies: readonly ('1' | '2')[], assigned = false): History => ({
  requests: { R1: { bsn: bsn[0], replies, assigned } },
});
const investigating: Judged = { type: 'JW319', value: jw319() };

const onReplies: readonly LedgerBreach[] = [
  { message: investigating, breaks: [] },
  { message: investigating, history: { requests: {} }, breaks: [`TR355 9355 ${reply}/ReferentieAanbieder`] },
  { message: investigating, history: asks([], true), breaks: [`TR359 9359 ${reply}`] },
  { message: investigating, history: asks(['2']), breaks: [`TR360 9360 ${reply}`] },
  { message: soundMessages.JW319, history: asks(['2']), breaks: [] },
  { message: soundMessages.JW319, history: asks(['1']), breaks: [`TR365 9365 ${reply}`] },
  { message: soundMessages.JW319, history: asks(['2', '1']), breaks: [`TR365 9365 ${reply}`] },
  {
    message: soundMessages.JW319,
    history: { municipalities: ['0505'] },
    breaks: [`TR378 S300 ${reply}/Woonplaatsbeginsel/Gemeente`],
  },
];

const answer = '/Bericht/DeclaratieAntwoord';
const answeredLine = `${answer}/Clienten/Client[1]/Prestaties/Prestatie[1]`;
const inLine = (field: string, value: unknown): Judged =>
  with325(['declaratieAntwoord', 'clienten', 0, 'prestaties', 0, field], value);
const other: Readonly<Record<string, readonly [field: string, value: unknown]>> = {
  ToewijzingNummer: ['toewijzingNummer', 2],
  ProductCategorie: ['productCategorie', '44'],
  ProductCode: ['productCode', '45A09'],
  ProductPeriode: ['productPeriode', { begindatum: '2026-02-01', einddatum: '2026-02-27' }],
  GeleverdVolume: ['geleverdVolume', 4],
  Eenheid: ['eenheid', '14'],
  ProductTarief: ['productTarief', undefined],
  IngediendBedrag: ['ingediendBedrag', { bedrag: 1, debetCredit: 'D' }],
};

const onAnswers: readonly LedgerBreach[] = [
  {
    message: soundMessages.JW325,
    history: { declaration: { answered: true } },
    breaks: [`TR056 9056 ${header}/DeclaratieIdentificatie/Identificatie`],
  },
  {
    message: with325(['header', 'declaratieIdentificatie', 'dagtekening'], '2026-04-01'),
    breaks: [`TR135 8848 ${header}/DeclaratieIdentificatie/Dagtekening`],
  },
  {
    message: soundMessages.JW325,
    history: { declaration: null },
    breaks: [`TR337 null ${header}/DeclaratieIdentificatie`],
  },
  {
    message: with325(['header', 'xsdVersieDeclaratie', 'berichtXsdVersie'], '1.0.1'),
    breaks: [`TR371 null ${header}/XsdVersieDeclaratie`],
  },
  {
    message: soundMessages.JW325,
    history: { declaration: { declaratieNummer: 'DEC2' } },
    breaks: [`TR376 null ${answer}/DeclaratieNummer`],
  },
  {
    message: soundMessages.JW325,
    history: { clients: [bsn[0]] },
    breaks: [`TR304 8187 ${answer}/Clienten/Client[2]/Bsn`],
  },
  {
    message: inLine('productReferentie', { referentieNummer: 'Z' }),
    breaks: [`TR366 9366 ${answeredLine}/ProductReferentie`],
  },
  {
    message: soundMessages.JW325,
    history: {
      declaration: {
        line: (_, { referentieNummer }) =>
          referentieNummer === 'A'
            ? undefined
            : refusedLines.find((each) => each.productReferentie.referentieNummer === referentieNummer),
      },
    },
    breaks: [`TR366 9366 ${answeredLine}/ProductReferentie`],
  },
  ...Object.entries(other).map(([element, [field, value]]) => ({
    message: inLine(field, value),
    breaks: [`TR367 9367 ${answeredLine}/${element}`],
  })),
];

export const answerBreaches: readonly LedgerBreach[] = [...onReplies, ...onAnswers];
