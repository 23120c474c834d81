import { bilingual, counted } from '../language/language.js';

/** Output of `issue-settlement` and `settlements`. Amounts come formatted. */
export const issueTexts = bilingual({
  en: {
    none: 'no settlements were issued',
    columns: ['number', 'date', 'months', 'code', 'municipality', 'settlement', 'before', 'due'],
    span: (from: string, to: string) => `${from} to ${to}`,
    letters: (count: number, folder: string) => `${counted(count, 'letter', 'letters')} written to ${folder}`,
    noNumber: (number: string, region: string) =>
      `region ${region} has no settlement ${number}: see regieboek settlements`,
  },
  nl: {
    none: 'er zijn geen afrekeningen vastgesteld',
    columns: ['nummer', 'datum', 'maanden', 'code', 'gemeente', 'afrekening', 'eerder', 'te betalen'],
    span: (from, to) => `${from} tot en met ${to}`,
    letters: (count, folder) => `${counted(count, 'brief', 'brieven')} geschreven naar ${folder}`,
    noNumber: (number, region) => `jeugdregio ${region} heeft geen afrekening ${number}: zie regieboek settlements`,
  },
});
