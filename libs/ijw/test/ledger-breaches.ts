/** One breach of every rule of levels 3 and 4 on messages that are decided as a whole. */
import { product } from './breaches-of-assignments.js';
import { soundMessages, type Judged, type LedgerBreach } from './ledger-breach.js';
import { answerBreaches } from './ledger-breaches-of-answers.js';
import { deliveryBreaches } from './ledger-breaches-of-deliveries.js';
import { requestBreaches } from './ledger-breaches-of-requests.js';
import { known } from './message-ledgers.js';
import { bsn, changed, jw301 } from './messages.js';

const messages: readonly Judged[] = Object.values(soundMessages);

const with301 = (index: number, field: string, value: unknown): Judged => ({
  type: 'JW301',
  value: changed(jw301(), ['client', 'toegewezenProducten', index, field], value),
});
const header = '/Bericht/Header';
const fromMunicipality = ['JW301', 'JW319', 'JW325'];

const onHeaders: readonly LedgerBreach[] = messages.flatMap((message) => {
  const { identificatie } = message.value.header.berichtIdentificatie;
  const party = fromMunicipality.includes(message.type) ? 'Afzender' : 'Ontvanger';
  const late = changed(message.value, ['header', 'berichtIdentificatie', 'dagtekening'], '2026-04-01');
  return [
    {
      message,
      history: { messages: [identificatie] },
      breaks: [`TR056 9056 ${header}/BerichtIdentificatie/Identificatie`],
    },
    {
      message: { ...message, value: late } as Judged,
      breaks: [`TR135 8848 ${header}/BerichtIdentificatie/Dagtekening`],
    },
    { message, history: { municipalities: ['0599'] }, breaks: [`TR378 S300 ${header}/${party}`] },
  ];
});

const removal = changed(
  with301(2, 'redenWijziging', '13').value,
  ['client', 'toegewezenProducten', 2, 'einddatum'],
  '2025-07-01',
);

const onAssignments: readonly LedgerBreach[] = [
  {
    message: soundMessages.JW301,
    history: { assignments: [known(2, { bsn: bsn[1] })] },
    breaks: [`TR332 9332 ${product(2)}/ToewijzingNummer`],
  },
  {
    message: soundMessages.JW301,
    history: { assignments: [known(2, { provider: '99990002' })] },
    breaks: [`TR332 9332 ${product(2)}/ToewijzingNummer`],
  },
  { message: with301(0, 'referentieAanbieder', 'R1'), breaks: [] },
  { message: with301(0, 'referentieAanbieder', 'R7'), breaks: [`TR379 9379 ${product(1)}/ReferentieAanbieder`] },
  {
    message: with301(0, 'referentieAanbieder', 'R1'),
    history: { requests: { R1: { bsn: bsn[1], replies: [], assigned: false } } },
    breaks: [`TR379 9379 ${product(1)}/ReferentieAanbieder`],
  },
  {
    message: with301(0, 'referentieAanbieder', 'R1'),
    history: { assignments: [known(1, { reference: 'R1' })] },
    breaks: [`TR379 9379 ${product(1)}/ReferentieAanbieder`],
  },
  { message: { type: 'JW301', value: removal } as Judged, breaks: [] },
  {
    message: { type: 'JW301', value: removal } as Judged,
    history: { standing: [3] },
    breaks: [`TR385 9385 ${product(3)}`],
  },
  {
    message: with301(2, 'product', undefined),
    history: { products: false },
    breaks: [`TR381 S329 ${product(1)}/Product/Code`],
  },
];

export const ledgerBreaches: readonly LedgerBreach[] = [
  ...onHeaders,
  ...onAssignments,
  ...deliveryBreaches,
  ...requestBreaches,
  ...answerBreaches,
];
