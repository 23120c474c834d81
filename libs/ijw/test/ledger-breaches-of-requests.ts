/** One breach of every rule of level 3 on requests. */
import { client } from './breaches-of-assignments.js';
import { soundMessages, type Judged, type LedgerBreach } from './ledger-breach.js';
import { known } from './message-ledgers.js';
import { changed, day } from './messages.js';
import { jw317 } from './request-messages.js';

const with317 = (field: string, value: unknown): Judged => ({
  type: 'JW317',
  value: changed(jw317(), ['client', 'verzoek', ...field.split('.')], value),
});
const asked = (number: number) => `${client}/AangevraagdeProducten/AangevraagdProduct[${number}]`;
const request = `${client}/Verzoek`;
const changing = `${request}/TeWijzigenProducten/TeWijzigenProduct[1]`;
const toChange = (field: string, value: unknown): Judged => with317(`teWijzigenProducten.0.${field}`, value);
const generic = known(2, { product: undefined, omvang: undefined, budget: 100 });
const aspecific = known(2, { product: { categorie: '43' }, omvang: undefined, budget: 100 });
const original = { toewijzingNummer: 2, gewensteIngangsdatum: day('2026-01-12'), einddatum: day('2026-12-31') };

export const requestBreaches: readonly LedgerBreach[] = [
  {
    message: soundMessages.JW315,
    history: { references: ['R2'] },
    breaks: [`TR347 9347 ${asked(2)}/ReferentieAanbieder`],
  },
  { message: soundMessages.JW315, history: { pending: true }, breaks: [`TR374 9374 ${client}`] },
  // Nothing inside a faulty client is checked.
  { message: soundMessages.JW315, history: { pending: true, references: ['R2'] }, breaks: [`TR374 9374 ${client}`] },
  { message: soundMessages.JW315, history: { products: false }, breaks: [`TR381 S329 ${asked(1)}/Product/Code`] },
  {
    message: soundMessages.JW317,
    history: { references: ['R9'] },
    breaks: [`TR347 9347 ${request}/ReferentieAanbieder`],
  },
  { message: soundMessages.JW317, history: { pending: true }, breaks: [`TR374 9374 ${client}`] },
  { message: soundMessages.JW317, history: { clients: [] }, breaks: [`TR304 8187 ${client}/Bsn`] },
  {
    message: soundMessages.JW317,
    history: { products: false },
    breaks: [`TR381 S329 ${request}/NieuweProducten/NieuwProduct[1]/Product/Code`],
  },
  {
    message: soundMessages.JW317,
    history: {
      assignments: [
        known(1),
        known(2, { product: { categorie: '43', code: '43A04' } }),
        known(3, { product: { categorie: '40' } }),
      ],
    },
    breaks: [`TR349 9349 ${request}`],
  },
  {
    message: soundMessages.JW317,
    history: { assignments: [known(1), known(2)] },
    breaks: [`TR361 9361 ${request}`],
  },
  {
    message: with317('ongewijzigdeProducten', [{ toewijzingNummer: 1 }, { toewijzingNummer: 8 }]),
    breaks: [`TR350 9350 ${request}/OngewijzigdeProducten/OngewijzigdProduct[2]/ToewijzingNummer`],
  },
  {
    message: soundMessages.JW317,
    history: { assignments: [known(1), known(2, { to: day('2026-03-09') })] },
    breaks: [`TR351 9351 ${changing}/ToewijzingNummer`],
  },
  {
    message: soundMessages.JW317,
    history: { assignments: [known(1), known(2, { removed: true })] },
    breaks: [`TR351 9351 ${changing}/ToewijzingNummer`],
  },
  { message: toChange('gewensteIngangsdatum', '2026-03-10'), breaks: [`TR357 9357 ${changing}/GewensteIngangsdatum`] },
  { message: toChange('gewensteIngangsdatum', '2026-03-11'), breaks: [] },
  { message: toChange('gewensteIngangsdatum', '2026-01-12'), breaks: [] },
  {
    message: with317('teWijzigenProducten', [{ ...original, gewensteIngangsdatum: day('2026-04-01'), budget: 200 }]),
    history: { assignments: [known(1), aspecific] },
    breaks: [`TR373 9373 ${changing}/GewensteIngangsdatum`],
  },
  {
    message: toChange('omvang', { volume: 9, eenheid: '14', frequentie: '6' }),
    history: {
      assignments: [
        known(1),
        known(2, {
          product: { categorie: '43', code: '43A04' },
          omvang: { volume: 8, eenheid: '14', frequentie: '6' },
        }),
      ],
    },
    breaks: [`TR373 9373 ${changing}/GewensteIngangsdatum`],
  },
  {
    message: with317('teWijzigenProducten', [{ ...original, budget: 200 }]),
    history: { assignments: [known(1), aspecific] },
    breaks: [],
  },
  {
    message: {
      type: 'JW317',
      value: changed(jw317(), ['client', 'verzoek'], {
        referentieAanbieder: 'R9',
        redenVerzoek: '1',
        teWijzigenProducten: jw317().client.verzoek.teWijzigenProducten,
      }),
    },
    history: { assignments: [generic] },
    breaks: [`TR375 9375 ${changing}/Omvang`],
  },
  { message: toChange('omvang', undefined), breaks: [`TR411 9411 ${changing}/Omvang`] },
  {
    message: soundMessages.JW317,
    history: { assignments: [known(1), aspecific] },
    breaks: [`TR412 9412 ${changing}/Omvang`],
  },
];
