import { bilingual } from '../language/language.js';

/** Output of `bank-statement` and `receipts --unmatched`. Amounts come formatted. */
export const bankTexts = bilingual({
  en: {
    result: (entries: number, recorded: number, unmatched: number, known: number) =>
      `credit entries ${entries}: recorded ${recorded}, to be decided on ${unmatched}, known before ${known}`,
    noneUnmatched: 'no entries to be decided on',
    columns: ['received', 'reference', 'code', 'amount', 'reason'],
  },
  nl: {
    result: (entries, recorded, unmatched, known) =>
      `bijschrijvingen ${entries}: vastgelegd ${recorded}, te beoordelen ${unmatched}, al bekend ${known}`,
    noneUnmatched: 'geen bijschrijvingen te beoordelen',
    columns: ['ontvangen', 'kenmerk', 'code', 'bedrag', 'reden'],
  },
});
