/** One breach of every rule of level 3 on starts and stops. */
import type { KnownStop } from '../src/decision/ledgers.js';
import { client } from './breaches-of-assignments.js';
import { soundMessages, type Judged, type LedgerBreach } from './ledger-breach.js';
import { known } from './message-ledgers.js';
import { bsn, changed, day, jw305 } from './messages.js';

const with305 = (index: number, field: string, value: unknown): Judged => ({
  type: 'JW305',
  value: changed(jw305(), ['client', 'startProducten', index, field], value),
});
const with307 = (index: number, field: string, value: unknown): Judged => ({
  type: 'JW307',
  value: changed(soundMessages.JW307.value, ['client', 'stopProducten', index, field], value),
});
const start = (number: number) => `${client}/StartProducten/StartProduct[${number}]`;
const stop = (number: number) => `${client}/StopProducten/StopProduct[${number}]`;
const removed = { toewijzingNummer: 1, product: { categorie: '45' }, begindatum: day('2026-01-12') } as const;
const begun = removed;
const ending = (redenBeeindiging: '20' | '34', einddatum: string, key: object = begun): KnownStop => ({
  ...begun,
  ...key,
  redenBeeindiging,
  einddatum: day(einddatum),
});

const onStarts: readonly LedgerBreach[] = [
  { message: soundMessages.JW305, history: { assignments: [] }, breaks: [`TR019 9019 ${start(2)}`] },
  {
    message: soundMessages.JW305,
    history: { assignments: [known(1, { bsn: bsn[1] })] },
    breaks: [`TR019 9019 ${start(2)}`],
  },
  { message: with305(1, 'toewijzingNummer', undefined), breaks: [`TR019 9019 ${start(2)}`] },
  { message: with305(1, 'toewijzingNummer', undefined), history: { taskBased: true }, breaks: [] },
  { message: soundMessages.JW305, history: { starts: [] }, breaks: [`TR063 9063 ${start(1)}/StatusAanlevering`] },
  {
    message: soundMessages.JW305,
    history: { starts: [removed], stops: [ending('34', '2026-01-15', removed)] },
    breaks: [`TR071 9071 ${start(1)}/StatusAanlevering`],
  },
  {
    message: soundMessages.JW305,
    history: {
      starts: [removed, { ...removed, begindatum: day('2026-01-13') }],
      stops: [ending('34', '2026-01-15', { ...removed, begindatum: day('2026-01-13') })],
    },
    breaks: [`TR074 9074 ${start(2)}`],
  },
  {
    message: soundMessages.JW305,
    history: { starts: [removed, { ...removed, begindatum: day('2025-01-01') }] },
    breaks: [`TR326 9326 ${start(2)}`],
  },
  {
    message: soundMessages.JW305,
    history: {
      starts: [removed, { ...removed, begindatum: day('2025-01-01') }],
      stops: [ending('20', '2025-06-01', { ...removed, begindatum: day('2025-01-01') })],
    },
    breaks: [],
  },
  { message: with305(0, 'statusAanlevering', '1'), history: { starts: [] }, breaks: [`TR326 9326 ${start(2)}`] },
  {
    message: with305(1, 'product', { categorie: '45', code: '45A04' }),
    history: { products: false, starts: [removed] },
    breaks: [`TR381 S329 ${start(2)}/Product/Code`],
  },
  {
    message: with305(0, 'product', { categorie: '45', code: '45A04' }),
    history: { products: false, starts: [{ ...removed, product: { categorie: '45', code: '45A04' } }] },
    breaks: [],
  },
];

const lastStop: Judged = {
  type: 'JW307',
  value: changed(
    soundMessages.JW307.value,
    ['client', 'stopProducten'],
    [soundMessages.JW307.value.client.stopProducten[1]],
  ),
};

const onStops: readonly LedgerBreach[] = [
  { message: lastStop, history: { assignments: [] }, breaks: [`TR019 9019 ${stop(1)}`] },
  {
    message: soundMessages.JW307,
    history: { assignments: [] },
    breaks: [`TR019 9019 ${stop(1)}`, `TR019 9019 ${stop(2)}`],
  },
  { message: with307(0, 'statusAanlevering', '3'), breaks: [`TR063 9063 ${stop(1)}/StatusAanlevering`] },
  { message: with307(0, 'statusAanlevering', '3'), history: { stops: [ending('20', '2026-03-01')] }, breaks: [] },
  {
    message: soundMessages.JW307,
    history: { stops: [ending('20', '2026-03-01')] },
    breaks: [`TR074 9074 ${stop(1)}`, `TR413 9413 ${stop(1)}`],
  },
  { message: with307(1, 'begindatum', '2026-01-13'), breaks: [`TR382 9069 ${stop(2)}`] },
  { message: with307(0, 'product', { categorie: '44' }), breaks: [`TR382 9069 ${stop(1)}`] },
  { message: soundMessages.JW307, history: { stops: [ending('20', '2026-02-01')] }, breaks: [`TR413 9413 ${stop(1)}`] },
  { message: with307(0, 'einddatum', '2026-03-20'), breaks: [] },
  {
    message: lastStop,
    history: { stops: [ending('20', '2026-03-21')] },
    breaks: [`TR414 9414 ${stop(1)}`],
  },
  {
    message: lastStop,
    history: { stops: [ending('34', '2026-03-19')] },
    breaks: [`TR415 9415 ${stop(1)}`],
  },
  {
    message: with307(1, 'product', { categorie: '45', code: '45A04' }),
    history: {
      products: false,
      starts: [begun, { ...begun, product: { categorie: '45', code: '45A04' } }],
    },
    breaks: [`TR381 S329 ${stop(2)}/Product/Code`],
  },
];

export const deliveryBreaches: readonly LedgerBreach[] = [...onStarts, ...onStops];
