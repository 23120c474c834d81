import type { IssuedSettlement } from '@regieboek/events';
import { monthInWords, type Language } from '@regieboek/kernel';
import type { Letter, LetterRow } from './letter.js';
import { euro } from './euro.js';
import { letterTexts } from './texts.js';

type Settled = IssuedSettlement['municipalities'][number];

const rows = [
  ...['ownUseCents', 'lumpSumCents', 'solidarityCents', 'correctionCents', 'borneCents', 'paidCents'],
  ...['advanceCents', 'totalCents', 'beforeCents', 'dueCents'],
] as const;
const totals: readonly string[] = ['borneCents', 'totalCents', 'dueCents'];
/** Amounts that the letter subtracts. */
const subtracted: readonly string[] = ['paidCents', 'advanceCents', 'beforeCents'];

const rowsOf = (settled: Settled, language: Language): LetterRow[] =>
  rows.map((key) => ({
    label: letterTexts[language].settlementRows[key],
    value: euro(subtracted.includes(key) ? 0 - settled[key] : settled[key]),
    isTotal: totals.includes(key),
  }));

/** Letter of a settlement to a municipality, from what was recorded alone: it is the same whenever it is made. */
export function settlementLetter(
  issued: IssuedSettlement,
  municipality: string,
  language: Language,
): Letter | undefined {
  const settled = issued.municipalities.find((one) => one.municipality === municipality);
  if (!settled) return undefined;
  const { number, from, to, organisation, issuedOn, position } = issued;
  const texts = letterTexts[language];
  const [first, last] = [monthInWords(from, language), monthInWords(to, language)];
  const months = from === to ? first : texts.months(first, last);
  return {
    ...{ language, from: organisation, day: issuedOn, dayLabel: texts.day },
    title: texts.settlementTitle(number, months),
    to: [texts.addressee(settled.name, municipality)],
    opening: [texts.settlementOpening(settled.name, months)],
    rows: rowsOf(settled, language),
    closing: [
      settled.dueCents >= 0 ? texts.toPay(euro(settled.dueCents), number) : texts.toReceive(euro(-settled.dueCents)),
      texts.settlementBasis(position),
    ],
  };
}
